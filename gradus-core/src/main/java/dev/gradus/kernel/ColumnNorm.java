package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Normalises each column of a matrix, and the gradients of that: one pass over memory that
/// measures all columns, one that writes them. See Note [A mean that is guessed] in [Moments].
///
/// Some rows of a narrow matrix go as one, for which what belongs to columns is repeated.
///
/// @param dtype of elements and results, floating
/// @param rows how many elements a column has
/// @param channels how many columns
record ColumnNorm(DType dtype, int rows, int channels) {
  /// Elements that go as one row, about.
  private static final int WIDTH = 512;

  /// Rows that means are guessed from: more than for one mean, for one that is far off has all of
  /// them measured again.
  private static final int SAMPLES = 32;

  void forward(
      Object x,
      int xo,
      @Nullable Object w,
      @Nullable Object b,
      double eps,
      Object y,
      Object mean,
      Object scale,
      Object variance) {
    forward(loops(), x, xo, w, b, eps, y, mean, scale, variance);
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
      Object variance) {
    ColumnSums<A> sums = sums(loops);
    double[] centres = guesses(loops, x, xo);
    double[] found = sums.deviations(x, xo, repeated(loops, j -> centres[j]));
    if (isAnyFar(found)) {
      for (int j = 0; j < channels; j++) {
        centres[j] = loops.round(centres[j] + found[j] / rows);
      }
      found = sums.deviations(x, xo, repeated(loops, j -> centres[j]));
    }
    double[] off = new double[channels];
    double[] factor = new double[channels];
    for (int j = 0; j < channels; j++) {
      double shift = found[j] / rows;
      double full = centres[j] + shift;
      double spread = variance(found, j);
      centres[j] = loops.round(full);
      off[j] = full - centres[j];
      double f = 1 / Math.sqrt(spread + eps);
      factor[j] = f * (w == null ? 1 : loops.get(loops.cast(w), j));
      loops.set(loops.cast(mean), j, full);
      loops.set(loops.cast(scale), j, f);
      loops.set(loops.cast(variance), j, spread);
    }
    A biases = b == null ? loops.row(width()) : repeated(loops, j -> loops.get(loops.cast(b), j));
    write(
        ChannelLoops.of(dtype).finish,
        new Object[] {
          y,
          x,
          repeated(loops, j -> centres[j]),
          repeated(loops, j -> off[j]),
          repeated(loops, j -> factor[j]),
          biases
        },
        new int[] {0, xo, 0, 0, 0, 0});
  }

  void backward(
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
    backward(loops(), g, go, x, xo, mean, scale, w, dx, dw, db);
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
      Object db) {
    A near = repeated(loops, j -> loops.get(loops.cast(mean), j));
    double[] found = sums(loops).slopes(x, xo, g, go, near);
    double[] off = new double[channels];
    double[] factor = new double[channels];
    double[] even = new double[channels];
    double[] share = new double[channels];
    for (int j = 0; j < channels; j++) {
      double f = loops.get(loops.cast(scale), j);
      double weight = w == null ? 1 : loops.get(loops.cast(w), j);
      double total = found[channels + j];
      off[j] = found[j] / rows;
      double dot = f * (found[2 * channels + j] - off[j] * total);
      factor[j] = f * weight;
      even[j] = factor[j] * total / rows;
      share[j] = factor[j] * f * dot / rows;
      loops.set(loops.cast(db), j, total);
      loops.set(loops.cast(dw), j, dot);
    }
    write(
        ChannelLoops.of(dtype).gradient,
        new Object[] {
          dx,
          g,
          x,
          near,
          repeated(loops, j -> off[j]),
          repeated(loops, j -> factor[j]),
          repeated(loops, j -> even[j]),
          repeated(loops, j -> share[j])
        },
        new int[] {0, go, xo, 0, 0, 0, 0, 0});
  }

  private NormLoops<?> loops() {
    return NormLoops.of(dtype, (long) rows * channels);
  }

  private <A> ColumnSums<A> sums(NormLoops<A> loops) {
    return new ColumnSums<>(dtype, loops, rows, channels, times());
  }

  /// How many rows go as one.
  private int times() {
    return Math.clamp(WIDTH / channels, 1, rows);
  }

  private int width() {
    return times() * channels;
  }

  private <A> A repeated(NormLoops<A> loops, IntToDoubleFunction column) {
    A row = loops.row(width());
    for (int j = 0; j < channels; j++) {
      double value = column.applyAsDouble(j);
      for (int t = 0; t < times(); t++) {
        loops.set(row, t * channels + j, value);
      }
    }
    return row;
  }

  private <A> double[] guesses(NormLoops<A> loops, Object x, int xo) {
    int samples = Math.min(SAMPLES, rows);
    A row = loops.row(channels);
    A sums = loops.row(channels);
    for (int i = 0; i < samples; i++) {
      loops.load(dtype, x, xo + i * (rows / samples) * channels, channels, row, 0);
      loops.add(sums, row, channels);
    }
    double[] guess = new double[channels];
    for (int j = 0; j < channels; j++) {
      guess[j] = loops.round(loops.get(sums, j) / samples);
    }
    return guess;
  }

  private double variance(double[] sums, int j) {
    double shift = sums[j] / rows;
    return Math.max(0, sums[channels + j] / rows - shift * shift);
  }

  private boolean isAnyFar(double[] sums) {
    boolean far = false;
    for (int j = 0; j < channels && !far; j++) {
      far = Moments.isFar(sums[j] / rows, variance(sums, j));
    }
    return far;
  }

  /// Runs a loop whose last operands are numbers by column.
  private void write(PointwiseLoop loop, Object[] arrays, int[] offsets) {
    int width = width();
    int wide = rows / times();
    int matrices = loop == ChannelLoops.of(dtype).finish ? 2 : 3;
    int[] inner = new int[arrays.length];
    int[] outer = new int[arrays.length];
    for (int k = 0; k < arrays.length; k++) {
      inner[k] = 1;
      outer[k] = k < matrices ? width : 0;
    }
    loop.rows(width, wide, arrays, offsets, inner, outer, ChannelLoops.NONE);
    int rest = rows % times() * channels;
    if (rest > 0) {
      int[] from = offsets.clone();
      for (int k = 0; k < matrices; k++) {
        from[k] += wide * width;
      }
      loop.rows(rest, 1, arrays, from, inner, outer, ChannelLoops.NONE);
    }
  }
}
