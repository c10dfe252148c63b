package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Normalises each row of a matrix and weighs its columns, and the gradients of that.
///
/// Two passes over a row that stays in the nearest cache: the mean first, then the squares of the
/// distances from it, less what the rounding of the mean put into them; so a large offset costs no
/// digits. float16 and bfloat16 are computed in float32 and rounded once.
///
/// @param dtype of rows and results, floating
/// @param rows how many rows
/// @param n elements of a row, at least 1
/// @param centred whether the mean is taken off; otherwise rows are only divided by the root of
///   their mean square
public record RowNorm(DType dtype, int rows, int n, boolean centred) {
  /// Elements for which a task of its own pays.
  private static final int TASK = 1 << 14;

  /// Rows whose sums by column are added up one after the other, at least.
  private static final int CHUNK = 16;

  /// So many partial sums by column at most.
  private static final int CHUNKS = 64;

  /// Fills `y` with the results, `mean` and `scale` with each row's mean (of centred rows) and what
  /// it was multiplied by.
  ///
  /// @param x contiguous from `xo` on
  /// @param w weights of the columns, of the type that is computed in; null for ones
  /// @param b what is added to the columns; null for nothing
  /// @param mean like the weights
  public void forward(
      Object x,
      int xo,
      @Nullable Object w,
      @Nullable Object b,
      double eps,
      Object y,
      Object mean,
      Object scale) {
    int each = Math.clamp(TASK / n, 1, Math.max(1, rows));
    Parallel.run(
        (rows + each - 1) / each,
        task -> {
          int first = task * each;
          int end = Math.min(rows, first + each);
          NormLoops<?> loops = NormLoops.of(dtype, (long) rows * n);
          forward(loops, x, xo, w, b, eps, y, mean, scale, first, end);
        });
  }

  private <A> void forward(
      NormLoops<A> loops,
      Object x,
      int xo,
      @Nullable Object w,
      @Nullable Object b,
      double eps,
      Object y,
      Object mean,
      Object scale,
      int first,
      int end) {
    RowBlock<A> block = new RowBlock<>(this, loops, w);
    A biases = b == null ? loops.row(1) : loops.cast(b);
    for (int r = first; r < end; r += block.height) {
      int m = Math.min(block.height, end - r);
      block.measure(x, xo + r * n, m, eps);
      for (int i = 0; i < m; i++) {
        loops.set(loops.cast(mean), r + i, block.mean(i));
        loops.set(loops.cast(scale), r + i, block.scale(i));
      }
      block.finish(biases, b == null ? 0 : 1, y, r * n, m);
    }
  }

  /// Fills `dx` with the gradient by the rows and, if they are wanted, `dw` and `db` with those by
  /// weights and biases.
  ///
  /// @param g that of the results, contiguous from `go` on, of the same dtype
  /// @param mean as [#forward] gave it
  public void backward(
      Object g,
      int go,
      Object x,
      int xo,
      Object mean,
      Object scale,
      @Nullable Object w,
      Object dx,
      @Nullable Object dw,
      @Nullable Object db) {
    int chunk = Math.max(CHUNK, (rows + CHUNKS - 1) / CHUNKS);
    int chunks = (rows + chunk - 1) / chunk;
    NormLoops<?> loops = NormLoops.of(dtype, (long) rows * n);
    backward(loops, g, go, x, xo, mean, scale, w, dx, dw, db, chunk, chunks);
  }

  private <A> void backward(
      NormLoops<A> first,
      Object g,
      int go,
      Object x,
      int xo,
      Object mean,
      Object scale,
      @Nullable Object w,
      Object dx,
      @Nullable Object dw,
      @Nullable Object db,
      int chunk,
      int chunks) {
    @Nullable Object[] weightSums = new @Nullable Object[chunks];
    @Nullable Object[] biasSums = new @Nullable Object[chunks];
    boolean params = dw != null;
    // Few tasks: each has rows of its own to work in. The chunks, which shape the sums, stay.
    int threads = Parallel.threads();
    boolean alone = threads == 1 || (long) rows * n < 2L * TASK;
    int tasks = alone ? 1 : Math.min(chunks, 4 * threads);
    Parallel.run(
        tasks,
        task -> {
          NormLoops<A> loops = tasks == 1 ? first : another();
          RowBlock<A> block = new RowBlock<>(this, loops, w);
          for (int c = task; c < chunks; c += tasks) {
            A ofWeights = params ? loops.row(n) : null;
            A ofBiases = params ? loops.row(n) : null;
            int end = Math.min(rows, (c + 1) * chunk);
            for (int r = c * chunk; r < end; r += block.height) {
              int m = Math.min(block.height, end - r);
              A centres = loops.cast(mean);
              A factors = loops.cast(scale);
              int at = xo + r * n;
              int gat = go + r * n;
              block.slope(x, at, g, gat, m, centres, factors, r, ofWeights, ofBiases, dx, r * n);
            }
            weightSums[c] = ofWeights;
            biasSums[c] = ofBiases;
          }
        });
    if (dw != null && db != null) {
      for (int c = 0; c < chunks; c++) {
        first.add(first.cast(dw), first.cast(Objects.requireNonNull(weightSums[c])), n);
        first.add(first.cast(db), first.cast(Objects.requireNonNull(biasSums[c])), n);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private <A> NormLoops<A> another() {
    return (NormLoops<A>) NormLoops.of(dtype, (long) rows * n);
  }
}
