package dev.gradus.kernel;

import dev.gradus.dtype.DType;
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
    A weights = w == null ? loops.ones(n) : loops.cast(w);
    A biases = b == null ? loops.row(n) : loops.cast(b);
    A row = loops.row(n);
    A squares = loops.row(n);
    Moments moments = new Moments(centred);
    for (int r = first; r < end; r++) {
      loops.load(dtype, x, xo + r * n, 1, n, row, 0);
      moments.measure(loops, row, squares, n, eps);
      loops.set(loops.cast(mean), r, moments.mean);
      loops.set(loops.cast(scale), r, moments.scale);
      loops.finish(row, moments.shift, moments.scale, weights, biases, n);
      loops.store(row, 0, n, dtype, y, r * n, 1);
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
    Object[] weightSums = new Object[chunks];
    Object[] biasSums = new Object[chunks];
    boolean params = dw != null;
    int tasks = (long) rows * n < 2L * TASK ? 1 : chunks;
    Parallel.run(
        tasks,
        task -> {
          NormLoops<A> loops = tasks == 1 ? first : another();
          Slopes<A> slopes = new Slopes<>(this, loops, w, params);
          for (int c = task; c < chunks; c += tasks) {
            slopes.startSums();
            for (int r = c * chunk; r < Math.min(rows, (c + 1) * chunk); r++) {
              slopes.run(g, go + r * n, x, xo + r * n, mean, scale, r, dx);
            }
            weightSums[c] = slopes.weightSums;
            biasSums[c] = slopes.biasSums;
          }
        });
    if (dw != null && db != null) {
      for (int c = 0; c < chunks; c++) {
        first.add(first.cast(dw), first.cast(weightSums[c]), n);
        first.add(first.cast(db), first.cast(biasSums[c]), n);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private <A> NormLoops<A> another() {
    return (NormLoops<A>) NormLoops.of(dtype, (long) rows * n);
  }

  /// The gradients of one row after the other.
  private static final class Slopes<A> {
    private final RowNorm of;
    private final NormLoops<A> loops;
    private final A weights;
    private final A gradient;
    private final A row;
    private final A weighed;
    private final A products;
    private final boolean params;
    private A weightSums;
    private A biasSums;

    Slopes(RowNorm of, NormLoops<A> loops, @Nullable Object w, boolean params) {
      int n = of.n;
      this.of = of;
      this.loops = loops;
      this.weights = w == null ? loops.ones(n) : loops.cast(w);
      this.gradient = loops.row(n);
      this.row = loops.row(n);
      this.weighed = loops.row(n);
      this.products = loops.row(n);
      this.params = params;
      this.weightSums = products;
      this.biasSums = products;
    }

    void startSums() {
      if (params) {
        weightSums = loops.row(of.n);
        biasSums = loops.row(of.n);
      }
    }

    void run(Object g, int go, Object x, int xo, Object mean, Object scale, int r, Object dx) {
      int n = of.n;
      double factor = loops.get(loops.cast(scale), r);
      loops.load(of.dtype, g, go, 1, n, gradient, 0);
      loops.load(of.dtype, x, xo, 1, n, row, 0);
      Moments.standardise(
          loops, row, products, n, of.centred, loops.get(loops.cast(mean), r), factor);
      loops.weigh(gradient, weights, row, weighed, products, n);
      double a = of.centred ? loops.sum(weighed, 0, n) / n : 0;
      double c = loops.sum(products, 0, n) / n;
      if (params) {
        loops.multiply(gradient, row, products, n);
        loops.add(weightSums, products, n);
        loops.add(biasSums, gradient, n);
      }
      loops.slope(row, weighed, 1, factor, a, c, 0, n);
      loops.store(row, 0, n, of.dtype, dx, r * n, 1);
    }
  }
}
