package dev.gradus.op.recurrent;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a long short-term memory does with its four gates i, f, g, o, which stand side by side.
/// Inputs: the gates and the cell. Results: the hidden state σ(o) tanh(c') and the new cell c' =
/// σ(f) c + σ(i) tanh(g).
///
/// Gradient: the derivatives of these, the gates' side by side.
record LstmGates() implements Operation {
  @Override
  public String name() {
    return "lstm_cell";
  }

  @Override
  public int outputs() {
    return 2;
  }

  private static Tensor gate(Tensor all, int k) {
    long n = all.size(-1) / 4;
    return all.narrow(-1, k * n, n);
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Tensor all = x[0].detach();
    Tensor cell =
        Call.unrecorded(
            () -> GateRows.CELL.apply(gate(all, 1), x[1].detach(), gate(all, 0), gate(all, 2)));
    return new Tensor[] {Call.unrecorded(() -> GateRows.HIDDEN.apply(gate(all, 3), cell)), cell};
  }

  // The rows multiply by slopes of holomorphic functions; a complex gradient wants their
  // conjugates.
  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor any = g[0] == null ? g[1] : g[0];
    boolean complex = any != null && any.isComplex();
    @Nullable Tensor[] arrived = complex ? conj(g) : g;
    @Nullable Tensor[] out = slopes(b.x(0), b.x(1), b.y(1), arrived[0], arrived[1]);
    return complex ? conj(out) : out;
  }

  private static @Nullable Tensor[] conj(@Nullable Tensor[] g) {
    @Nullable Tensor[] out = g.clone();
    for (int i = 0; i < out.length; i++) {
      Tensor one = out[i];
      out[i] = one == null ? null : one.conj();
    }
    return out;
  }

  /// The gradients by the gates and by the cell before.
  ///
  /// @param before the cell before
  /// @param next the cell after
  /// @param hidden the gradient of the hidden state, or null
  /// @param last the gradient of the cell after, or null
  static @Nullable Tensor[] slopes(
      Tensor all, Tensor before, Tensor next, @Nullable Tensor hidden, @Nullable Tensor last) {
    Tensor o = gate(all, 3);
    Tensor cell = last;
    if (hidden != null) {
      Tensor through = GateRows.BY_VALUE.apply(hidden, o, next);
      cell = cell == null ? through : cell.add(through);
    }
    if (cell == null) {
      return new @Nullable Tensor[2];
    }
    Tensor i = gate(all, 0);
    Tensor f = gate(all, 1);
    Tensor v = gate(all, 2);
    Tensor byO = hidden == null ? Gradus.zerosLike(o) : GateRows.BY_GATE.apply(hidden, o, next);
    return new @Nullable Tensor[] {
      Gradus.cat(
          List.of(
              GateRows.BY_GATE.apply(cell, i, v),
              GateRows.BY_FORGET.apply(cell, f, before),
              GateRows.BY_VALUE.apply(cell, i, v),
              byO),
          -1),
      GateRows.OPEN.apply(cell, f)
    };
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return Call.runAll(this, b.front(x));
  }

  @Override
  public long savesInputs(long needs) {
    return 3;
  }

  @Override
  public long savesOutputs(long needs) {
    return 2;
  }
}
