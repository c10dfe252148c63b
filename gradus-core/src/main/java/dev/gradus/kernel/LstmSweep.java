package dev.gradus.kernel;

import static dev.gradus.expr.Expr.x;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Formulas;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A long short-term memory over all steps of a sequence, and back: one product of matrices and one
/// or two passes a step.
///
/// Arrays are row-major and of float or double: `steps × batch × 4n` for gates i, f, g, o, which
/// stand side by side, `steps × batch × n` for states, `4n × n` for weights.
///
/// @param loops the passes
/// @param reverse whether the last step comes first
public record LstmSweep(Loops loops, int steps, int batch, int n, boolean reverse) {
  /// A matrix or a cube in an array from an offset on.
  public record Part(Object array, int offset) {
    private Part from(int shift) {
      return new Part(array, offset + shift);
    }
  }

  /// The compiled passes for one type of numbers.
  public static final class Loops {
    private final GemmLoops products;
    private final PointwiseLoop join;
    private final PointwiseLoop joinBiased;
    private final PointwiseLoop sigmoid;
    private final PointwiseLoop tanh;
    private final PointwiseLoop cell;
    private final PointwiseLoop product;
    private final PointwiseLoop slope;

    /// A pass for each function, which are few, and soon compiled; what they read and write is
    /// near.
    ///
    /// @param slope what the gradient of a step writes, in the order in which [#backward] hands
    ///   arrays over
    public Loops(DType dtype, List<Expr> slope) {
      this.products = dtype == DType.FLOAT64 ? GemmLoops.DOUBLE : GemmLoops.FLOAT;
      this.join = compile(dtype, 2, List.of(x(0).add(x(1))));
      this.joinBiased = compile(dtype, 3, List.of(x(0).add(x(2).add(x(1)))));
      this.sigmoid = compile(dtype, 1, List.of(x(0).sigmoid()));
      this.tanh = compile(dtype, 1, List.of(x(0).tanh()));
      this.cell = compile(dtype, 4, List.of(x(0).mul(x(1)).add(x(2).mul(x(3)))));
      this.product = compile(dtype, 2, List.of(x(0).mul(x(1))));
      this.slope = compile(dtype, 9, slope);
    }

    private static PointwiseLoop compile(DType dtype, int inputs, List<Expr> results) {
      Compute compute = dtype == DType.FLOAT64 ? Compute.DOUBLE : Compute.FLOAT;
      List<Expr> lowered = results.stream().map(e -> Formulas.lower(e, compute)).toList();
      DType[] in = Collections.nCopies(inputs, dtype).toArray(DType[]::new);
      DType[] out = Collections.nCopies(results.size(), dtype).toArray(DType[]::new);
      return PointwiseLoop.compile(lowered, compute, out, in);
    }
  }

  private static final long[] NO_NUMBERS = {};

  /// Fills `y` with hidden states, `cells` with cells and `open` with the gates as they act.
  ///
  /// @param gates the share of the input
  /// @param bias what is added to the share of the hidden state, or null
  public void forward(
      Part gates, Part h, Part c, Part w, @Nullable Part bias, Part y, Part cells, Part open) {
    Workspace space = Workspace.take(loops.products, 4 * n * n, 0);
    try {
      // Rows of the turned weights are contiguous, which products of few rows read in place.
      Strided turned = new Strided(w.array, w.offset, 1, n);
      loops.products.packB(turned, n, 4 * n, 4 * n, space.a(), 0);
      Strided weights = new Strided(space.a(), 0, 4 * n, 1);
      Part hidden = h;
      Part cell = c;
      for (int k = 0; k < steps; k++) {
        int t = reverse ? steps - 1 - k : k;
        Part own = open.from(t * batch * 4 * n);
        product(hidden, n, weights, own, 4 * n);
        join(gates.from(t * batch * 4 * n), own, bias);
        hidden = y.from(t * batch * n);
        Part next = cells.from(t * batch * n);
        step(own, cell, next, hidden);
        cell = next;
      }
    } finally {
      space.giveBack();
    }
  }

  private void product(Part a, int k, Strided b, Part c, int columns) {
    Strided left = new Strided(a.array, a.offset, k, 1);
    Strided result = new Strided(c.array, c.offset, columns, 1);
    RealGemm.run(loops.products, batch, columns, k, left, b, result, false);
  }

  private void join(Part gates, Part own, @Nullable Part bias) {
    long[] sizes = {batch, 4L * n};
    long[] row = {4L * n, 1};
    if (bias == null) {
      run(loops.join, sizes, new Part[] {own, gates, own}, new long[][] {row, row, row});
    } else {
      Part[] parts = {own, gates, own, bias};
      run(loops.joinBiased, sizes, parts, new long[][] {row, row, row, {0, 1}});
    }
  }

  private void step(Part gates, Part cell, Part next, Part hidden) {
    long[] sizes = {batch, n};
    long[] wide = {4L * n, 1};
    long[] row = {n, 1};
    Part i = gates;
    Part f = gates.from(n);
    Part g = gates.from(2 * n);
    Part o = gates.from(3 * n);
    run(loops.sigmoid, new long[] {batch, 2L * n}, new Part[] {i, i}, new long[][] {wide, wide});
    run(loops.tanh, sizes, new Part[] {g, g}, new long[][] {wide, wide});
    run(loops.sigmoid, sizes, new Part[] {o, o}, new long[][] {wide, wide});
    Part[] parts = {next, f, cell, i, g};
    run(loops.cell, sizes, parts, new long[][] {row, wide, row, wide, wide});
    run(loops.tanh, sizes, new Part[] {hidden, next}, new long[][] {row, row});
    run(loops.product, sizes, new Part[] {hidden, o, hidden}, new long[][] {row, wide, row});
  }

  /// Fills `slopes` with the gradient by the gates; `gh` and `gc` become those by the first states.
  ///
  /// @param g the gradient of all hidden states
  /// @param gc the gradient of the last cell, `batch × n`
  /// @param gh zeros, `batch × n`
  public void backward(
      Part g, Part gc, Part gh, Part open, Part cells, Part c, Part w, Part slopes) {
    Strided weights = new Strided(w.array, w.offset, n, 1);
    Part t = new Part(loops.products.allocate(batch * n), 0);
    for (int k = steps - 1; k >= 0; k--) {
      int place = reverse ? steps - 1 - k : k;
      int at = place * batch * n;
      int before = (reverse ? place + 1 : place - 1) * batch * n;
      Part to = slopes.from(4 * at);
      long[][] rows = {{n, 1}, {n, 1}};
      run(loops.tanh, new long[] {batch, n}, new Part[] {t, cells.from(at)}, rows);
      slope(g.from(at), gh, gc, open.from(4 * at), t, k == 0 ? c : cells.from(before), to);
      product(to, 4 * n, weights, gh, n);
    }
  }

  private void slope(Part g, Part gh, Part gc, Part open, Part t, Part cell, Part to) {
    long[] wide = {4L * n, 1};
    long[] row = {n, 1};
    Part[] parts = {
      to,
      to.from(n),
      to.from(2 * n),
      to.from(3 * n),
      gc,
      g,
      gh,
      gc,
      open,
      open.from(n),
      open.from(2 * n),
      open.from(3 * n),
      t,
      cell
    };
    long[][] strides = {
      wide, wide, wide, wide, row, row, row, row, wide, wide, wide, wide, row, row
    };
    run(loops.slope, new long[] {batch, n}, parts, strides);
  }

  private static void run(PointwiseLoop loop, long[] sizes, Part[] parts, long[][] strides) {
    Object[] arrays = new Object[parts.length];
    long[] offsets = new long[parts.length];
    for (int i = 0; i < parts.length; i++) {
      arrays[i] = parts[i].array;
      offsets[i] = parts[i].offset;
    }
    loop.run(sizes, arrays, offsets, strides, NO_NUMBERS);
  }
}
