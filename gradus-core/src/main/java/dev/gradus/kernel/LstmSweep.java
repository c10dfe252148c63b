package dev.gradus.kernel;

import static dev.gradus.expr.Expr.x;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Formulas;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A long short-term memory over all steps of a sequence, and back: one product of matrices and a
/// few passes a step, after one product of all inputs. Rows of a batch know nothing of each other,
/// so threads share them out for all steps at once.
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
    private final PointwiseLoop sigmoid;
    private final PointwiseLoop biasedSigmoid;
    private final PointwiseLoop activated;
    private final PointwiseLoop biasedActivated;
    private final PointwiseLoop state;
    private final PointwiseLoop tanh;
    private final PointwiseLoop slope;

    /// A pass for each function, which are few, and soon compiled; what they read and write is
    /// near.
    ///
    /// @param slope what the gradient of a step writes, in the order in which [#backward] hands
    ///   arrays over
    public Loops(DType dtype, List<Expr> slope) {
      this.products = dtype == DType.FLOAT64 ? GemmLoops.DOUBLE : GemmLoops.FLOAT;
      Expr sum = x(0).add(x(1));
      Expr biased = x(0).add(x(2)).add(x(1).add(x(3)));
      this.sigmoid = compile(dtype, 2, List.of(sum.sigmoid()));
      this.biasedSigmoid = compile(dtype, 4, List.of(biased.sigmoid()));
      this.activated = compile(dtype, 2, List.of(sum.tanh()));
      this.biasedActivated = compile(dtype, 4, List.of(biased.tanh()));
      Expr cell = x(0).mul(x(1)).add(x(2).mul(x(3)));
      this.state = compile(dtype, 5, List.of(cell, x(4).mul(cell.tanh())));
      this.tanh = compile(dtype, 1, List.of(x(0).tanh()));
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

  /// Multiply-adds for which a second thread pays.
  private static final long SHARE = 1L << 20;

  /// Rows of a product that fill its tiles.
  private static final int TILE = 8;

  /// Runs a task for some rows of the batch after the other.
  private void share(RowTask task) {
    long work = (long) steps * batch * 4 * n * n;
    int tiles = Math.ceilDiv(batch, TILE);
    int pieces = Math.clamp(work / SHARE, 1, Math.min(tiles, Parallel.threads()));
    Parallel.run(
        pieces,
        piece -> {
          int first = (int) ((long) piece * tiles / pieces) * TILE;
          int end = Math.min(batch, (int) ((piece + 1L) * tiles / pieces) * TILE);
          task.run(first, end - first);
        });
  }

  private interface RowTask {
    void run(int first, int rows);
  }

  /// What a layer computes from.
  ///
  /// @param x the inputs, `steps × batch × in`
  /// @param h the first hidden state
  /// @param c the first cell
  /// @param wIh the weights of inputs, `4n × in`
  /// @param wHh the weights of hidden states
  /// @param bIh what is added to the share of the inputs, or null
  /// @param bHh what is added to the share of the hidden state, or null
  public record Inputs(
      Part x, int in, Part h, Part c, Part wIh, Part wHh, @Nullable Part bIh, @Nullable Part bHh) {}

  /// Fills `y` with hidden states, `cells` with cells and `open` with the gates as they act.
  public void forward(Inputs from, Part y, Part cells, Part open) {
    // The share of the inputs stays where the gates will be, and takes no memory of its own.
    Strided turnedInputs = new Strided(from.wIh.array, from.wIh.offset, 1, from.in);
    product(steps * batch, from.x, from.in, turnedInputs, open, 4 * n);
    Workspace space = Workspace.take(loops.products, 4 * n * n, 4 * n * batch);
    try {
      // Rows of the turned weights are contiguous, which products of few rows read in place.
      Strided turned = new Strided(from.wHh.array, from.wHh.offset, 1, n);
      loops.products.packB(turned, n, 4 * n, 4 * n, space.a(), 0);
      Strided weights = new Strided(space.a(), 0, 4 * n, 1);
      share((first, rows) -> {
        int narrow = first * n;
        int wide = 4 * narrow;
        Part share = new Part(space.b(), wide);
        Part hidden = from.h.from(narrow);
        Part cell = from.c.from(narrow);
        for (int k = 0; k < steps; k++) {
          int at = (reverse ? steps - 1 - k : k) * batch * n;
          Part own = open.from(4 * at + wide);
          product(rows, hidden, n, weights, share, 4 * n);
          activate(rows, own, share, from.bIh, from.bHh);
          hidden = y.from(at + narrow);
          Part next = cells.from(at + narrow);
          step(rows, own, cell, next, hidden);
          cell = next;
        }
      });
    } finally {
      space.giveBack();
    }
  }

  private void product(int rows, Part a, int k, Strided b, Part c, int columns) {
    Strided left = new Strided(a.array, a.offset, k, 1);
    Strided result = new Strided(c.array, c.offset, columns, 1);
    RealGemm.run(loops.products, rows, columns, k, left, b, result, false);
  }

  // Gates i and f side by side, then g, then o.
  private void activate(int rows, Part own, Part share, @Nullable Part bIh, @Nullable Part bHh) {
    boolean plain = bIh == null || bHh == null;
    PointwiseLoop sigmoid = plain ? loops.sigmoid : loops.biasedSigmoid;
    PointwiseLoop tanh = plain ? loops.activated : loops.biasedActivated;
    activate(sigmoid, rows, 0, 2 * n, own, share, bIh, bHh);
    activate(tanh, rows, 2 * n, n, own, share, bIh, bHh);
    activate(sigmoid, rows, 3 * n, n, own, share, bIh, bHh);
  }

  private void activate(
      PointwiseLoop loop,
      int rows,
      int from,
      int width,
      Part own,
      Part share,
      @Nullable Part bIh,
      @Nullable Part bHh) {
    long[] sizes = {rows, width};
    long[] row = {4L * n, 1};
    Part to = own.from(from);
    Part other = share.from(from);
    if (bIh == null || bHh == null) {
      run(loop, sizes, new Part[] {to, to, other}, new long[][] {row, row, row});
    } else {
      long[] same = {0, 1};
      Part[] parts = {to, to, other, bIh.from(from), bHh.from(from)};
      run(loop, sizes, parts, new long[][] {row, row, row, same, same});
    }
  }

  private void step(int rows, Part gates, Part cell, Part next, Part hidden) {
    long[] wide = {4L * n, 1};
    long[] row = {n, 1};
    Part i = gates;
    Part f = gates.from(n);
    Part g = gates.from(2 * n);
    Part o = gates.from(3 * n);
    Part[] parts = {next, hidden, f, cell, i, g, o};
    long[][] strides = {row, row, wide, row, wide, wide, wide};
    run(loops.state, new long[] {rows, n}, parts, strides);
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
    share((first, rows) -> {
      int narrow = first * n;
      Part ownGh = gh.from(narrow);
      Part ownGc = gc.from(narrow);
      Part own = t.from(narrow);
      for (int k = steps - 1; k >= 0; k--) {
        int place = reverse ? steps - 1 - k : k;
        int at = place * batch * n + narrow;
        int before = (reverse ? place + 1 : place - 1) * batch * n + narrow;
        Part cell = k == 0 ? c.from(narrow) : cells.from(before);
        long[][] strides = {{n, 1}, {n, 1}};
        run(loops.tanh, new long[] {rows, n}, new Part[] {own, cells.from(at)}, strides);
        Part to = slopes.from(4 * at);
        slope(rows, g.from(at), ownGh, ownGc, open.from(4 * at), own, cell, to);
        product(rows, to, 4 * n, weights, ownGh, n);
      }
    });
  }

  private void slope(int rows, Part g, Part gh, Part gc, Part open, Part t, Part cell, Part to) {
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
    run(loops.slope, new long[] {rows, n}, parts, strides);
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
