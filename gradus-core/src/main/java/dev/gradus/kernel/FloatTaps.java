package dev.gradus.kernel;

import static java.lang.Math.fma;

import java.util.Arrays;

/// [TapLoops] in plain Java for float; [DoubleTaps] is the same text for double.
record FloatTaps() implements TapLoops {
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
    float[] weights = (float[]) a;
    float[] from = (float[]) x;
    float[] to = (float[]) y;
    for (int r = 0, o = 0; r < rows; r++, o += row) {
      if (first == 0) {
        Arrays.fill(to, o, o + count, 0f);
      }
      int w = ao + first * rows + r;
      int t = first;
      for (; t + 4 <= end; t += 4, w += 4 * rows) {
        float w0 = weights[w];
        float w1 = weights[w + rows];
        float w2 = weights[w + 2 * rows];
        float w3 = weights[w + 3 * rows];
        addFour(count, w0, w1, w2, w3, taps, t, from, to, o);
      }
      for (; t < end; t++, w += rows) {
        addOne(count, weights[w], taps[t], from, to, o);
      }
    }
  }

  private static void addOne(int count, float w, int tap, float[] x, float[] y, int o) {
    for (int i = 0; i < count; i++) {
      y[o + i] = fma(w, x[tap + i], y[o + i]);
    }
  }

  private static void addFour(
      int count,
      float w0,
      float w1,
      float w2,
      float w3,
      int[] taps,
      int t,
      float[] x,
      float[] y,
      int o) {
    int x0 = taps[t];
    int x1 = taps[t + 1];
    int x2 = taps[t + 2];
    int x3 = taps[t + 3];
    for (int i = 0; i < count; i++) {
      float s = fma(w1, x[x1 + i], fma(w0, x[x0 + i], y[o + i]));
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
    float[] from = (float[]) g;
    float[] seen = (float[]) x;
    float[] to = (float[]) acc;
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

  private static void lanes(int count, float[] g, int at, float[] x, int tap, float[] to, int o) {
    for (int i = 0; i < count; i++) {
      to[o + i] = fma(g[at + i], x[tap + i], to[o + i]);
    }
  }
}
