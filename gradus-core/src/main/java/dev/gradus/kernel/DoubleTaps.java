package dev.gradus.kernel;

import static java.lang.Math.fma;

import java.util.Arrays;

/// [TapLoops] in plain Java for double; [FloatTaps] is the same text for float.
record DoubleTaps() implements TapLoops {
  @Override
  public void sums(
      int count,
      int rows,
      int first,
      int end,
      Object a,
      int ao,
      int[] taps,
      Object x,
      Object y,
      int row) {
    double[] weights = (double[]) a;
    double[] from = (double[]) x;
    double[] to = (double[]) y;
    for (int r = 0, o = 0; r < rows; r++, o += row) {
      if (first == 0) {
        Arrays.fill(to, o, o + count, 0.0);
      }
      int w = ao + first * rows + r;
      int t = first;
      for (; t + 4 <= end; t += 4, w += 4 * rows) {
        double w0 = weights[w];
        double w1 = weights[w + rows];
        double w2 = weights[w + 2 * rows];
        double w3 = weights[w + 3 * rows];
        addFour(count, w0, w1, w2, w3, taps, t, from, to, o);
      }
      for (; t < end; t++, w += rows) {
        addOne(count, weights[w], taps[t], from, to, o);
      }
    }
  }

  private static void addOne(int count, double w, int tap, double[] x, double[] y, int o) {
    for (int i = 0; i < count; i++) {
      y[o + i] = fma(w, x[tap + i], y[o + i]);
    }
  }

  private static void addFour(
      int count,
      double w0,
      double w1,
      double w2,
      double w3,
      int[] taps,
      int t,
      double[] x,
      double[] y,
      int o) {
    int x0 = taps[t];
    int x1 = taps[t + 1];
    int x2 = taps[t + 2];
    int x3 = taps[t + 3];
    for (int i = 0; i < count; i++) {
      double s = fma(w1, x[x1 + i], fma(w0, x[x0 + i], y[o + i]));
      y[o + i] = fma(w3, x[x3 + i], fma(w2, x[x2 + i], s));
    }
  }

  @Override
  public void dots(
      int[] extent,
      int pitch,
      int slice,
      int[] taps,
      int first,
      Object g,
      Object x,
      Object acc,
      int ao) {
    double[] from = (double[]) g;
    double[] seen = (double[]) x;
    double[] to = (double[]) acc;
    for (int t = first; t < first + TOGETHER; t++) {
      int o = ao + LANES * t;
      for (int r = 0; r < extent[0] * extent[1]; r++) {
        int i = r / extent[1] * slice + r % extent[1] * pitch;
        int end = i + extent[2];
        while (i < end) {
          int lane = i & (LANES - 1);
          int length = Math.min(LANES - lane, end - i);
          lanes(length, from, i, seen, taps[t] + i, to, o + lane);
          i += length;
        }
      }
    }
  }

  private static void lanes(
      int count, double[] g, int at, double[] x, int tap, double[] to, int o) {
    for (int i = 0; i < count; i++) {
      to[o + i] = fma(g[at + i], x[tap + i], to[o + i]);
    }
  }
}
