package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Attention of queries to keys: softmax(scale · Q·Kᵀ + mask)·V for every head, in float32 or
/// float64.
///
/// ## Note [Attention by panels]
///
/// The weights of a few queries to all keys, one panel, are computed, used and forgotten; what is
/// kept for the gradient is each query's greatest score and its sum of exponentials, from which its
/// weights are computed again. (Their usual combination, the logarithm of the sum, has too few
/// digits where scores are large.) So memory grows with the number of queries, not with its product
/// with that of keys, and a panel stays in the nearest caches. Whole rows instead of blocks of
/// columns need no correction when a larger score turns up. How many queries a panel has depends on
/// the number of keys alone, and the bits of a row do not depend on the other rows.
///
/// @param dtype float32 or float64
/// @param batch the samples
/// @param heads the heads of queries
/// @param keyHeads the heads of keys and values, each for equally many neighbouring heads of
///   queries
/// @param rows the queries
/// @param columns the keys
/// @param width the elements of a query and of a key
/// @param valueWidth the elements of a value
/// @param scale the factor of scores
/// @param causal whether query i sees only the keys up to i
/// @param dropout what leaves weights out by chance; null for nothing
public record Attention(
    DType dtype,
    int batch,
    int heads,
    int keyHeads,
    int rows,
    int columns,
    int width,
    int valueWidth,
    double scale,
    boolean causal,
    @Nullable AttentionDropout dropout) {
  private static final int PANEL = 1 << 16;
  private static final int LEAST = 16;
  private static final int MOST = 128;

  /// Multiply-adds for which a second thread pays.
  private static final long SHARE = 1L << 18;

  // --- Values ---

  /// The results, and what the gradient needs of every query.
  ///
  /// @param mask what is added to scores; null for nothing
  /// @param y batch × heads × rows × valueWidth, contiguous
  /// @param kept 2 × batch × heads × rows: the greatest scores, then the sums of exponentials
  public void forward(Heads q, Heads k, Heads v, @Nullable Heads mask, Object y, Object kept) {
    int high = panelRows();
    int panels = (rows + high - 1) / high;
    MersenneTwister[] drawn = drawn();
    // With dropout the panels of a head follow each other.
    int together = drawn == null ? 1 : panels;
    share(
        batch * heads * panels / together,
        high,
        (task, space) -> {
          for (int i = task * together; i < (task + 1) * together; i++) {
            int head = i / panels;
            MersenneTwister own = drawn == null ? null : drawn[head];
            Panel panel =
                new Panel(head / heads, head % heads, i % panels * high, high, space, own);
            panel.forward(q, k, v, mask, y, kept);
          }
        });
  }

  private MersenneTwister @Nullable [] drawn() {
    return dropout == null ? null : dropout.heads(batch * heads, (long) rows * columns);
  }

  private interface Task {
    void run(int task, AttentionSpace space);
  }

  // Several tasks in a piece, which use the same space.
  private void share(int tasks, int high, Task one) {
    int threads = Parallel.threads();
    long work = (long) batch * heads * rows * columns * (width + valueWidth);
    int pieces = threads == 1 || work < SHARE ? 1 : Math.min(tasks, 4 * threads);
    Parallel.run(
        pieces,
        piece -> {
          AttentionSpace space = new AttentionSpace(loops(), this, Math.min(high, rows));
          try {
            int end = (int) ((piece + 1L) * tasks / pieces);
            for (int t = (int) ((long) piece * tasks / pieces); t < end; t++) {
              one.run(t, space);
            }
          } finally {
            space.giveBack();
          }
        });
  }

  private int panelRows() {
    return Math.clamp((long) PANEL / Math.max(columns, 8) / 8 * 8, LEAST, MOST);
  }

  private GemmLoops loops() {
    return dtype == DType.FLOAT32 ? GemmLoops.FLOAT : GemmLoops.DOUBLE;
  }

  // --- Gradients ---

  /// The gradients by queries, keys and values.
  ///
  /// @param g those of the results
  /// @param y the results, contiguous
  /// @param dq like the queries; so the other two, which hold zeros
  public void backward(
      Heads g,
      Heads q,
      Heads k,
      Heads v,
      @Nullable Heads mask,
      Object y,
      Object kept,
      Heads dq,
      Heads dk,
      Heads dv) {
    Gradients to = new Gradients(dq, dk, dv);
    MersenneTwister[] drawn = drawn();
    share(
        batch * keyHeads,
        panelRows(),
        (unit, space) -> backward(unit, space, drawn, g, q, k, v, mask, y, kept, to));
  }

  private record Gradients(Heads dq, Heads dk, Heads dv) {}

  // All heads of queries that share one of keys, so that nobody else adds to its gradients.
  private void backward(
      int unit,
      AttentionSpace space,
      MersenneTwister @Nullable [] drawn,
      Heads g,
      Heads q,
      Heads k,
      Heads v,
      @Nullable Heads mask,
      Object y,
      Object kept,
      Gradients to) {
    int high = panelRows();
    int group = heads / keyHeads;
    for (int h = 0; h < group; h++) {
      int head = unit % keyHeads * group + h;
      for (int start = 0; start < rows; start += high) {
        int b = unit / keyHeads;
        MersenneTwister own = drawn == null ? null : drawn[b * heads + head];
        Panel panel = new Panel(b, head, start, high, space, own);
        panel.backward(g, q, k, v, mask, y, kept, to);
      }
    }
  }

  /// Some neighbouring queries of one head.
  private final class Panel {
    private final int b;
    private final int h;
    private final int start;
    private final int count;

    /// The keys that any of them sees.
    private final int seen;

    private final AttentionSpace space;
    private final @Nullable Strided factors;

    /// Draws its factors of dropout, where there are any, from `drawn`.
    Panel(
        int b, int h, int start, int high, AttentionSpace space, @Nullable MersenneTwister drawn) {
      this.b = b;
      this.h = h;
      this.start = start;
      this.count = Math.min(high, rows - start);
      this.seen = causal ? Math.min(columns, start + high) : columns;
      this.space = space;
      this.factors = dropout == null || drawn == null ? null : panel(space.factors(), columns);
      if (dropout != null && drawn != null) {
        dropout.next(drawn, dtype, space.factors(), count * columns);
      }
    }

    private int keyHead() {
      return h / (heads / keyHeads);
    }

    private Strided own(Heads x) {
      return x.matrix(b, h).from(start, 0);
    }

    private Strided panel(Object array, int columns) {
      return new Strided(array, 0, columns, 1);
    }

    void forward(Heads q, Heads k, Heads v, @Nullable Heads mask, Object y, Object kept) {
      score(q, k, mask);
      int row = row();
      Strided top = top(kept);
      Strided sum = sum(kept);
      long[] far = {seen};
      long[] one = {1};
      Object scores = space.scores();
      Reduction.max(dtype, new long[] {count}, far, far, one, scores, 0, kept, top.offset());
      run(AttentionSteps.TOP, 1, top, top);
      run(AttentionSteps.EXP, seen, panel(space.scores(), seen), panel(space.scores(), seen), top);
      Reduction.sum(dtype, dtype, new long[] {count}, far, far, one, scores, 0, kept, sum.offset());
      drop(panel(space.scores(), seen));
      Strided result = new Strided(y, row * valueWidth, valueWidth, 1);
      multiply(
          count,
          valueWidth,
          seen,
          panel(space.scores(), seen),
          v.matrix(b, keyHead()),
          result,
          false);
      run(AttentionSteps.DIVIDE, valueWidth, result, result, sum);
    }

    // Leaves out what is left out; without dropout, nothing.
    private void drop(Strided of) {
      if (factors != null) {
        run(AttentionSteps.MULTIPLY, seen, of, of, factors);
      }
    }

    private int row() {
      return (b * heads + h) * rows + start;
    }

    // One number for each row.
    private Strided top(Object kept) {
      return new Strided(kept, row(), 1, 0);
    }

    private Strided sum(Object kept) {
      return new Strided(kept, batch * heads * rows + row(), 1, 0);
    }

    // The scaled queries, and the scores of the keys they see.
    private void score(Heads q, Heads k, @Nullable Heads mask) {
      Strided scaled = panel(space.queries(), width);
      run(AttentionSteps.SCALE, width, scaled, own(q));
      Strided to = panel(space.scores(), seen);
      Strided keys = k.matrix(b, keyHead()).transposed();
      multiply(count, seen, width, scaled, keys, to, false);
      if (mask != null) {
        run(AttentionSteps.ADD, seen, to, to, own(mask));
      }
      for (int i = 0; causal && i < count; i++) {
        int from = Math.min(start + i + 1, seen);
        hide(i * seen + from, i * seen + seen);
      }
    }

    private void hide(int from, int to) {
      switch (space.scores()) {
        case float[] s -> Arrays.fill(s, from, to, Float.NEGATIVE_INFINITY);
        case double[] s -> Arrays.fill(s, from, to, Double.NEGATIVE_INFINITY);
        default -> throw new AssertionError(space.scores().getClass());
      }
    }

    void backward(
        Heads g,
        Heads q,
        Heads k,
        Heads v,
        @Nullable Heads mask,
        Object y,
        Object kept,
        Gradients to) {
      score(q, k, mask);
      int row = row();
      Strided weights = panel(space.scores(), seen);
      run(AttentionSteps.WEIGHT, seen, weights, weights, top(kept), sum(kept));
      Strided slopes = panel(space.slopes(), seen);
      Strided products = panel(space.products(), seen);
      Strided values = v.matrix(b, keyHead());
      multiply(count, seen, valueWidth, own(g), values.transposed(), slopes, false);
      drop(slopes);

      // Their mean under the weights is g·y. Where one weight is nearly all, what is left of them
      // is less than the rounding of that sum; so the mean of what is left is taken off once more.
      Strided result = new Strided(y, row * valueWidth, valueWidth, 1);
      Strided mean = new Strided(space.means(), 0, 1, 0);
      Strided some = panel(products.array(), valueWidth);
      run(AttentionSteps.MULTIPLY, valueWidth, some, own(g), result);
      sums(some, valueWidth, mean);
      run(AttentionSteps.LEFT, seen, slopes, products, slopes, mean, weights);
      sums(products, seen, mean);
      run(AttentionSteps.SLOPE, seen, slopes, weights, slopes, mean);

      drop(weights);
      Strided dv = to.dv.matrix(b, keyHead());
      multiply(seen, valueWidth, count, weights.transposed(), own(g), dv, true);
      Strided dk = to.dk.matrix(b, keyHead());
      multiply(seen, width, count, slopes.transposed(), panel(space.queries(), width), dk, true);
      Strided dq = own(to.dq);
      multiply(count, width, seen, slopes, k.matrix(b, keyHead()), dq, false);
      run(AttentionSteps.SCALE, width, dq, dq);
    }

    private void multiply(int m, int n, int k, Strided a, Strided b, Strided to, boolean add) {
      RealGemm.run(loops(), m, n, k, a, b, to, add);
    }

    private void sums(Strided of, int columns, Strided to) {
      long[] far = {columns};
      long[] one = {1};
      Object from = of.array();
      Reduction.sum(dtype, dtype, new long[] {count}, far, far, one, from, 0, to.array(), 0);
    }

    private void run(AttentionSteps steps, int columns, Strided... operands) {
      PointwiseLoop loop = dtype == DType.FLOAT32 ? steps.floats() : steps.doubles();
      Object[] arrays = new Object[operands.length];
      int[] offsets = new int[arrays.length];
      int[] inner = new int[arrays.length];
      int[] outer = new int[arrays.length];
      boolean dense = true;
      for (int i = 0; i < arrays.length; i++) {
        arrays[i] = operands[i].array();
        offsets[i] = operands[i].offset();
        inner[i] = operands[i].column();
        outer[i] = operands[i].row();
        dense &= inner[i] == 1 && outer[i] == columns;
      }
      long[] params =
          steps == AttentionSteps.SCALE ? new long[] {Double.doubleToRawLongBits(scale)} : NONE;
      if (dense) {
        loop.run(count * columns, arrays, offsets, inner, params);
      } else if (columns == 1) {
        loop.run(count, arrays, offsets, outer, params);
      } else {
        loop.rows(columns, count, arrays, offsets, inner, outer, params);
      }
    }
  }

  private static final long[] NONE = {};
}
