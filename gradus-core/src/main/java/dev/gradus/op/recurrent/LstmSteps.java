package dev.gradus.op.recurrent;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.LstmSweep;
import dev.gradus.kernel.LstmSweep.Part;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All steps of one direction of a long short-term memory in one operation. Inputs: the inputs of
/// all steps (steps, batch, in), the first hidden state and cell, the weights of inputs and of
/// hidden states and, if there are any, the biases of both. Results: all hidden states, the last
/// cell, and for the gradient all cells and the gates as they act.
///
/// Gradient: back through the steps, in one operation as well; that by all weights is one product
/// over all steps. Where it is recorded or transformed itself, it is in tensor operations.
///
/// @param reverse whether the last step comes first
record LstmSteps(boolean reverse) implements Operation {
  private static final LstmSweep.Loops FLOATS = loops(DType.FLOAT32);
  private static final LstmSweep.Loops DOUBLES = loops(DType.FLOAT64);

  private static LstmSweep.Loops loops(DType dtype) {
    return new LstmSweep.Loops(dtype, GateRows.LSTM_SLOPE);
  }

  /// Whether a layer can go all steps at once: its tensors have one dtype and their proper sizes.
  static boolean fits(Cell cell, Tensor x, Cell.State first) {
    if (cell.kind() != Cell.Kind.LSTM || cell.wHr() != null || Call.isTransformed()) {
      return false;
    }
    DType dtype = x.dtype();
    Tensor w = cell.wHh();
    if (dtype != DType.FLOAT32 && dtype != DType.FLOAT64 || x.dim() != 3 || w.dim() != 2) {
      return false;
    }
    long n = w.size(1);
    long[] state = {x.size(1), n};
    return x.numel() > 0
        && n > 0
        && is(first.hidden(), dtype, state)
        && is(Objects.requireNonNull(first.cell()), dtype, state)
        && is(cell.wIh(), dtype, 4 * n, x.size(2))
        && is(w, dtype, 4 * n, n)
        && isNothingOr(cell.bIh(), dtype, 4 * n)
        && isNothingOr(cell.bHh(), dtype, 4 * n)
        && (cell.bIh() == null) == (cell.bHh() == null);
  }

  private static boolean isNothingOr(@Nullable Tensor x, DType dtype, long size) {
    return x == null || is(x, dtype, size);
  }

  private static boolean is(Tensor x, DType dtype, long... sizes) {
    return x.dtype() == dtype && Arrays.equals(x.layout().sizes(), sizes);
  }

  @Override
  public String name() {
    return "lstm_layer";
  }

  @Override
  public int outputs() {
    return 4;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k < 2;
  }

  /// @param y hidden states
  private LstmSweep sweep(Tensor y) {
    LstmSweep.Loops loops = y.dtype() == DType.FLOAT64 ? DOUBLES : FLOATS;
    return new LstmSweep(loops, (int) y.size(0), (int) y.size(1), (int) y.size(2), reverse);
  }

  private static Part part(Tensor x) {
    return new Part(x.storage().array(), (int) x.storageOffset());
  }

  private static Tensor dense(Tensor x) {
    return Call.unrecorded(() -> x.detach().contiguous());
  }

  @Override
  public Tensor[] forwardAll(Tensor[] given) {
    Tensor[] x = Arrays.stream(given).map(LstmSteps::dense).toArray(Tensor[]::new);
    long steps = x[0].size(0);
    long batch = x[0].size(1);
    long n = x[1].size(1);
    Tensor y = Tensor.unfilled(Layout.contiguous(steps, batch, n), x[0].dtype());
    Tensor cells = Tensor.unfilled(y.layout(), x[0].dtype());
    Tensor open = Tensor.unfilled(Layout.contiguous(steps, batch, 4 * n), x[0].dtype());
    try {
      sweep(y).forward(inputs(x), part(y), part(cells), part(open));
    } finally {
      Reference.reachabilityFence(x);
    }
    Tensor last = Call.unrecorded(() -> cells.select(0, reverse ? 0 : steps - 1).clone());
    return new Tensor[] {y, last, cells, open};
  }

  private static LstmSweep.Inputs inputs(Tensor[] x) {
    return new LstmSweep.Inputs(
        part(x[0]),
        (int) x[0].size(2),
        part(x[1]),
        part(x[2]),
        part(x[3]),
        part(x[4]),
        x.length > 5 ? part(x[5]) : null,
        x.length > 5 ? part(x[6]) : null);
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    if (g[0] == null && g[1] == null) {
      return new @Nullable Tensor[b.inputs()];
    }
    return Call.isPlain() ? atOnce(b, g) : new Unrolled(b, reverse).gradients(g);
  }

  private @Nullable Tensor[] atOnce(Backward b, @Nullable Tensor[] g) {
    Tensor y = b.y(0);
    Tensor cells = b.y(2);
    Tensor open = b.y(3);
    Tensor c = dense(b.x(2));
    Tensor w = dense(b.x(4));
    Tensor gy = g[0] == null ? Gradus.zerosLike(y) : dense(g[0]);
    Tensor gc = g[1] == null ? Gradus.zerosLike(c) : g[1].clone().contiguous();
    Tensor gh = Gradus.zerosLike(c);
    Tensor slopes = Tensor.unfilled(open.layout(), open.dtype());
    try {
      sweep(y)
          .backward(
              part(gy),
              part(gc),
              part(gh),
              part(open),
              part(cells),
              part(c),
              part(w),
              part(slopes));
    } finally {
      Reference.reachabilityFence(new Object[] {y, cells, open, c, w, gy, gc, gh});
    }
    return gradients(b, slopes, before(b.x(1), y), gh, gc);
  }

  /// The hidden states before every step.
  private Tensor before(Tensor first, Tensor y) {
    long rest = y.size(0) - 1;
    Tensor h = first.unsqueeze(0);
    return reverse
        ? Gradus.cat(List.of(y.narrow(0, 1, rest), h), 0)
        : Gradus.cat(List.of(h, y.narrow(0, 0, rest)), 0);
  }

  private static @Nullable Tensor[] gradients(
      Backward b, Tensor slopes, Tensor before, Tensor gh, Tensor gc) {
    @Nullable Tensor[] out = new @Nullable Tensor[b.inputs()];
    Tensor rows = slopes.flatten(0, 1);
    Tensor x = b.x(0);
    out[0] = b.needs(0) ? rows.mm(b.x(3)).view(x.shape()) : null;
    out[1] = gh;
    out[2] = gc;
    if (b.needs(3) || b.needs(4)) {
      // One product for both: its left factor, which is turned and long, is copied once.
      long n = before.size(2);
      Tensor both = rows.t().mm(Gradus.cat(List.of(before, x), 2).flatten(0, 1));
      out[3] = both.narrow(1, n, x.size(2)).contiguous();
      out[4] = both.narrow(1, 0, n).contiguous();
    }
    if (out.length > 5 && (b.needs(5) || b.needs(6))) {
      Tensor bias = rows.sum(0);
      out[5] = bias;
      out[6] = bias.clone();
    }
    return out;
  }

  /// The gradient in tensor operations, from the inputs alone.
  private record Unrolled(Backward b, boolean reverse) {
    @Nullable Tensor[] gradients(@Nullable Tensor[] g) {
      boolean biased = b.inputs() > 5;
      Tensor gates = Gradus.linear(b.x(0), b.x(3), biased ? b.x(5) : null);
      Tensor w = b.x(4);
      Tensor bias = biased ? b.x(6) : null;
      int steps = (int) gates.size(0);
      List<Tensor> before = new ArrayList<>();
      List<Tensor> open = new ArrayList<>();
      List<Tensor> cells = new ArrayList<>(List.of(b.x(2)));
      Tensor hidden = b.x(1);
      for (int k = 0; k < steps; k++) {
        before.add(hidden);
        open.add(gates.select(0, at(k, steps)).add(Gradus.linear(hidden, w, bias)));
        Tensor[] next = Call.runAll(new LstmGates(), open.get(k), cells.get(k));
        hidden = next[0];
        cells.add(next[1]);
      }
      List<Tensor> slopes = new ArrayList<>();
      Tensor gh = null;
      Tensor gc = g[1];
      for (int k = steps - 1; k >= 0; k--) {
        Tensor own = g[0] == null ? null : g[0].select(0, at(k, steps));
        gh = gh == null ? own : own == null ? gh : own.add(gh);
        @Nullable Tensor[] s =
            LstmGates.slopes(open.get(k), cells.get(k), cells.get(k + 1), gh, gc);
        Tensor slope = Objects.requireNonNull(s[0]);
        slopes.add(slope);
        gh = slope.mm(w);
        gc = s[1];
      }
      // What was collected last belongs to the first step.
      if (reverse) {
        Collections.reverse(before);
      } else {
        Collections.reverse(slopes);
      }
      return LstmSteps.gradients(
          b,
          Gradus.stack(slopes, 0),
          Gradus.stack(before, 0),
          Objects.requireNonNull(gh),
          Objects.requireNonNull(gc));
    }

    private int at(int k, int steps) {
      return reverse ? steps - 1 - k : k;
    }
  }

  @Override
  public boolean onlyReadsGradient() {
    return true;
  }

  @Override
  public long savesInputs(long needs) {
    return 127;
  }

  @Override
  public long savesOutputs(long needs) {
    return 13;
  }
}
