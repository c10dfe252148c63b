package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Sums down the columns of a matrix, in double from a few rows on. What a [ColumnNorm] asks for.
///
/// Chunks of rows, whose number depends on the sizes alone, are added up on their own and then one
/// after the other, so that the bits are the same for every number of threads.
///
/// @param dtype of the matrix
/// @param rows of the matrix
/// @param channels how many columns
/// @param times how many rows go as one
/// @param <A> `float[]` or `double[]`
record ColumnSums<A>(DType dtype, NormLoops<A> loops, int rows, int channels, int times) {
  /// Rows that are added up in the type that is computed in.
  private static final int FEW = 16;

  /// Rows of a chunk, at least.
  private static final int CHUNK = 64;

  private static final int CHUNKS = 64;

  /// By columns the sums of `x - c`, then those of the squares.
  ///
  /// @param c repeated as often as rows go as one
  double[] deviations(Object x, int xo, A c) {
    return run(
        2,
        (terms, at, n, sums) ->
            terms.addDeviations(sums, Objects.requireNonNull(c), x, xo + at, width(), n));
  }

  /// By columns the sums of `x - c`, of `g` and of `g · (x - c)`.
  double[] slopes(Object x, int xo, Object g, int go, A c) {
    return run(
        3,
        (terms, at, n, sums) ->
            terms.addSlopes(sums, Objects.requireNonNull(c), x, xo + at, g, go + at, width(), n));
  }

  /// Adds rows to sums.
  private interface Step<A> {
    /// @param at where they begin in the matrix, from its start
    void add(ColumnTerms terms, int at, int n, List<A> sums);
  }

  private int width() {
    return times * channels;
  }

  private double[] run(int kinds, Step<A> step) {
    int wide = (rows + times - 1) / times;
    int chunk = Math.max(CHUNK, (wide + CHUNKS - 1) / CHUNKS);
    double[][] partial = new double[(wide + chunk - 1) / chunk][];
    Parallel.run(
        partial.length,
        task -> {
          int first = task * chunk;
          partial[task] = chunk(kinds, step, first, Math.min(wide, first + chunk));
        });
    double[] sums = new double[kinds * channels];
    for (double[] part : partial) {
      for (int t = 0; t < kinds * times; t++) {
        int to = t / times * channels;
        for (int j = 0; j < channels; j++) {
          sums[to + j] += part[t * channels + j];
        }
      }
    }
    return sums;
  }

  private double[] chunk(int kinds, Step<A> step, int first, int end) {
    int width = width();
    List<A> sums = new ArrayList<>();
    for (int k = 0; k < kinds; k++) {
      sums.add(loops.row(width));
    }
    double[] total = new double[kinds * width];
    for (int few = first; few < end; few += FEW) {
      rows(step, few, Math.min(end, few + FEW), sums);
      for (int k = 0; k < kinds; k++) {
        loops.drain(sums.get(k), total, k * width, width);
      }
    }
    return total;
  }

  private void rows(Step<A> step, int first, int end, List<A> sums) {
    int width = width();
    ChannelLoops by = ChannelLoops.of(dtype);
    int several = ChannelLoops.SEVERAL;
    int r = first;
    for (; r + several <= end && (long) (r + several) * width <= count(); r += several) {
      step.add(by.several, r * width, width, sums);
    }
    for (; r < end; r++) {
      step.add(by.one, r * width, Math.min(width, count() - r * width), sums);
    }
  }

  private int count() {
    return rows * channels;
  }
}
