package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import org.jspecify.annotations.Nullable;

/// Normalises sets of channels, each with a weight and a number that is added, and the gradients of
/// that: one pass that measures a set, one that writes it.
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
  int span() {
    return across ? samples * inner : inner;
  }

  /// Elements of a set.
  int n() {
    return parts * span();
  }

  /// The first channel of a set.
  int channel(int set) {
    return set % groups * parts;
  }

  /// Whether channels are columns.
  private boolean isColumns() {
    return across && inner == 1;
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
    if (isColumns()) {
      new ColumnNorm(dtype, samples, groups).forward(x, xo, w, b, eps, y, mean, scale, variance);
    } else {
      each((loops, first, end) ->
          forward(loops, x, xo, w, b, eps, y, mean, scale, variance, first, end));
    }
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
    ChannelSet<A> set = new ChannelSet<>(this, loops);
    Moments moments = new Moments(true);
    for (int s = first; s < end; s++) {
      set.forward(moments, x, xo, w, b, eps, y, s);
      loops.set(loops.cast(mean), s, moments.mean);
      loops.set(loops.cast(scale), s, moments.scale);
      loops.set(loops.cast(variance), s, moments.variance);
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
    if (isColumns()) {
      new ColumnNorm(dtype, samples, groups).backward(g, go, x, xo, mean, scale, w, dx, dw, db);
    } else {
      each((loops, first, end) ->
          backward(loops, g, go, x, xo, mean, scale, w, dx, dw, db, first, end));
    }
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
    ChannelSet<A> set = new ChannelSet<>(this, loops);
    Slopes<A> slopes = set.slopes();
    A toW = loops.cast(dw);
    A toB = loops.cast(db);
    for (int s = first; s < end; s++) {
      double m = loops.get(loops.cast(mean), s);
      double f = loops.get(loops.cast(scale), s);
      set.backward(slopes, g, go, x, xo, m, f, w, dx, toW, toB, s);
    }
  }

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
}
