package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Normalises sets of channels, each with a weight and a number that is added, and the gradients of
/// that. A set is gathered into one row; then it goes as in [RowNorm].
///
/// Set `s` of [#groups] has in every sample the channels `s·parts … (s+1)·parts - 1`; it belongs to
/// one sample, or goes through all of them.
///
/// @param dtype of images and results, floating
/// @param samples how many images
/// @param groups sets of channels in an image
/// @param parts channels in a set
/// @param inner elements of a channel in an image
/// @param across whether a set goes through all samples; then it has one channel
public record ChannelNorm(
    DType dtype, int samples, int groups, int parts, int inner, boolean across) {
  /// Elements for which a task of its own pays.
  private static final int TASK = 1 << 14;

  /// The shortest channel that loops with broadcast operands take as it is.
  private static final int LONG = Kernels.SHORT_ROW;

  private static final long[] NONE = {};

  /// Of elements, a number near the mean, what that is off by, weighed factors and biases.
  private static final Expr FINISH =
      Expr.x(0).sub(Expr.x(1)).sub(Expr.x(2)).mul(Expr.x(3)).add(Expr.x(4));

  private static final PointwiseLoop FLOAT_FINISH = finish(Compute.FLOAT, DType.FLOAT32);
  private static final PointwiseLoop DOUBLE_FINISH = finish(Compute.DOUBLE, DType.FLOAT64);

  private static PointwiseLoop finish(Compute compute, DType type) {
    DType[] in = {type, type, type, type, type};
    return PointwiseLoop.compile(List.of(FINISH), compute, new DType[] {type}, in);
  }

  /// The sets of one channel in all samples: `(samples, channels, inner)`.
  public static ChannelNorm batch(DType dtype, int samples, int channels, int inner) {
    return new ChannelNorm(dtype, samples, channels, 1, inner, true);
  }

  /// The sets of some neighbouring channels in one sample.
  public static ChannelNorm group(DType dtype, int samples, int groups, int parts, int inner) {
    return new ChannelNorm(dtype, samples, groups, parts, inner, false);
  }

  private int sets() {
    return across ? groups : samples * groups;
  }

  /// Elements of a channel in a set.
  private int span() {
    return across ? samples * inner : inner;
  }

  private int n() {
    return parts * span();
  }

  private int channel(int set) {
    return set % groups * parts;
  }

  /// Fills `y` with the results and the others with the numbers of each set.
  ///
  /// @param x contiguous from `xo` on
  /// @param w weights of the channels, of the type that is computed in; null for ones
  /// @param b what is added to the channels; null for nothing
  /// @param mean like the weights; so the other two
  /// @param scale what the distance from the mean was multiplied by
  public void forward(
      Object x,
      int xo,
      @Nullable Object w,
      @Nullable Object b,
      double eps,
      Object y,
      Object mean,
      Object scale,
      Object variance) {
    each((loops, first, end) ->
        forward(loops, x, xo, w, b, eps, y, mean, scale, variance, first, end));
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
      Object variance,
      int first,
      int end) {
    int n = n();
    int span = span();
    if (inPlace()) {
      forwardInPlace(loops, x, xo, w, b, eps, y, mean, scale, variance, first, end);
      return;
    }
    A row = loops.row(n);
    Moments moments = new Moments(true);
    for (int s = first; s < end; s++) {
      load(loops, x, xo, s, row);
      moments.measure(loops, row, 0, n, eps);
      loops.set(loops.cast(mean), s, moments.mean);
      loops.set(loops.cast(scale), s, moments.scale);
      loops.set(loops.cast(variance), s, moments.variance);
      for (int p = 0; p < parts; p++) {
        double weight = w == null ? 1 : loops.get(loops.cast(w), channel(s) + p);
        double bias = b == null ? 0 : loops.get(loops.cast(b), channel(s) + p);
        int from = p * span;
        double factor = moments.scale * weight;
        loops.finish(row, moments.first, moments.shift, factor, bias, from, from + span);
      }
      store(loops, row, y, s);
    }
  }

  /// Whether a set is one run of memory in the type that is computed in.
  private boolean inPlace() {
    return !across && inner >= LONG && dtype.itemSize() >= 4;
  }

  /// The same bits without copies.
  private <A> void forwardInPlace(
      NormLoops<A> loops,
      Object x,
      int xo,
      @Nullable Object w,
      @Nullable Object b,
      double eps,
      Object y,
      Object mean,
      Object scale,
      Object variance,
      int first,
      int end) {
    int n = n();
    A near = loops.row(1);
    A off = loops.row(1);
    A factors = loops.row(parts);
    A biases = loops.row(parts);
    Object[] arrays = {y, x, near, off, factors, biases};
    int[] inners = {1, 1, 0, 0, 0, 0};
    int[] outers = {inner, inner, 0, 0, 1, 1};
    Moments moments = new Moments(true);
    for (int s = first; s < end; s++) {
      moments.measure(loops, loops.cast(x), xo + s * n, n, eps);
      loops.set(loops.cast(mean), s, moments.mean);
      loops.set(loops.cast(scale), s, moments.scale);
      loops.set(loops.cast(variance), s, moments.variance);
      loops.set(near, 0, moments.first);
      loops.set(off, 0, moments.shift);
      for (int p = 0; p < parts; p++) {
        double weight = w == null ? 1 : loops.get(loops.cast(w), channel(s) + p);
        loops.set(factors, p, moments.scale * weight);
        loops.set(biases, p, b == null ? 0 : loops.get(loops.cast(b), channel(s) + p));
      }
      (dtype == DType.FLOAT64 ? DOUBLE_FINISH : FLOAT_FINISH)
          .rows(
              inner,
              parts,
              arrays,
              new int[] {s * n, xo + s * n, 0, 0, 0, 0},
              inners,
              outers,
              NONE);
    }
  }

  /// Fills `dx` with the gradient by the images, and `dw` and `db` with those by the weights and
  /// biases of each set.
  ///
  /// @param g that of the results, contiguous from `go` on, of the same dtype
  /// @param mean as [#forward] gave it
  /// @param dw sets × parts
  public void backward(
      Object g,
      int go,
      Object x,
      int xo,
      Object mean,
      Object scale,
      @Nullable Object w,
      Object dx,
      Object dw,
      Object db) {
    each((loops, first, end) ->
        backward(loops, g, go, x, xo, mean, scale, w, dx, dw, db, first, end));
  }

  private <A> void backward(
      NormLoops<A> loops,
      Object g,
      int go,
      Object x,
      int xo,
      Object mean,
      Object scale,
      @Nullable Object w,
      Object dx,
      Object dw,
      Object db,
      int first,
      int end) {
    int n = n();
    int span = span();
    A gradient = loops.row(n);
    A row = loops.row(n);
    A products = loops.row(n);
    for (int s = first; s < end; s++) {
      double factor = loops.get(loops.cast(scale), s);
      load(loops, g, go, s, gradient);
      load(loops, x, xo, s, row);
      Moments.standardise(loops, row, products, n, true, loops.get(loops.cast(mean), s), factor);
      loops.multiply(gradient, row, products, n);
      double a = 0;
      double c = 0;
      for (int p = 0; p < parts; p++) {
        double weight = w == null ? 1 : loops.get(loops.cast(w), channel(s) + p);
        double sum = loops.sum(gradient, p * span, p * span + span);
        double dot = loops.sum(products, p * span, p * span + span);
        loops.set(loops.cast(db), s * parts + p, sum);
        loops.set(loops.cast(dw), s * parts + p, dot);
        a += weight * sum;
        c += weight * dot;
      }
      for (int p = 0; p < parts; p++) {
        double weight = w == null ? 1 : loops.get(loops.cast(w), channel(s) + p);
        loops.slope(row, gradient, weight, factor, a / n, c / n, p * span, p * span + span);
      }
      store(loops, row, dx, s);
    }
  }

  // --- Sets ---

  @FunctionalInterface
  private interface Sets {
    void run(NormLoops<?> loops, int first, int end);
  }

  private void each(Sets sets) {
    int count = sets();
    long work = (long) count * n();
    int each = Math.clamp(TASK / Math.max(1, n()), 1, Math.max(1, count));
    Parallel.run(
        (count + each - 1) / each,
        task -> {
          int first = task * each;
          sets.run(NormLoops.of(dtype, work), first, Math.min(count, first + each));
        });
  }

  // Where a set is one run of memory in every sample; a channel of single elements is a column.
  private <A> void load(NormLoops<A> loops, Object x, int xo, int s, A row) {
    if (across && inner == 1) {
      loops.load(dtype, x, xo + s, groups, samples, row, 0);
      return;
    }
    int run = parts * inner;
    for (int i = 0; i < (across ? samples : 1); i++) {
      loops.load(dtype, x, xo + (i * groups + s) * run, 1, run, row, i * run);
    }
  }

  private <A> void store(NormLoops<A> loops, A row, Object y, int s) {
    if (across && inner == 1) {
      loops.store(row, 0, samples, dtype, y, s, groups);
      return;
    }
    int run = parts * inner;
    for (int i = 0; i < (across ? samples : 1); i++) {
      loops.store(row, i * run, run, dtype, y, (i * groups + s) * run, 1);
    }
  }
}
