package dev.gradus.kernel;

import static java.lang.Math.fma;

/// [PlaneDotsKernel] in plain Java: what a tap does not see is left out.
///
/// @param height rows of taps
/// @param width taps of a row
record PlaneDots(int height, int width) implements PlaneDotsKernel {
  @Override
  public void run(int samples, int[] sizes, Object g, Object x, Object lanes, Object zeros) {
    for (int t = 0; t < height * width; t++) {
      int left = sizes[LEFT] + t % width;
      int first = Math.max(0, -left);
      int end = Math.min(sizes[OUT_WIDTH], sizes[IN_WIDTH] - left);
      for (int c = 0; c < end; c += LANES) {
        int from = Math.max(c, first);
        int count = Math.min(c + LANES, end) - from;
        if (count > 0) {
          tap(t, samples, sizes, g, x, lanes, from, count);
        }
      }
    }
  }

  /// Columns from `from` on, of the same run of lanes.
  private void tap(
      int t, int samples, int[] sizes, Object g, Object x, Object lanes, int from, int count) {
    int to = LANES * t + from % LANES;
    for (int n = 0; n < samples; n++) {
      int slopes = sizes[G_AT] + n * sizes[G_STEP] + from;
      int plane = sizes[X_AT] + n * sizes[X_STEP] + from + sizes[LEFT] + t % width;
      for (int r = sizes[FIRST]; r < sizes[END]; r++) {
        int q = r + sizes[TOP] + t / width;
        if (q >= 0 && q < sizes[IN_ROWS]) {
          int at = slopes + r * sizes[OUT_WIDTH];
          int seen = plane + q * sizes[IN_WIDTH];
          switch (lanes) {
            case float[] l -> add(count, (float[]) g, at, (float[]) x, seen, l, to);
            case double[] l -> add(count, (double[]) g, at, (double[]) x, seen, l, to);
            default -> throw new AssertionError(lanes.getClass());
          }
        }
      }
    }
  }

  private static void add(int count, float[] g, int at, float[] x, int seen, float[] to, int o) {
    for (int i = 0; i < count; i++) {
      to[o + i] = fma(g[at + i], x[seen + i], to[o + i]);
    }
  }

  private static void add(int count, double[] g, int at, double[] x, int seen, double[] to, int o) {
    for (int i = 0; i < count; i++) {
      to[o + i] = fma(g[at + i], x[seen + i], to[o + i]);
    }
  }
}
