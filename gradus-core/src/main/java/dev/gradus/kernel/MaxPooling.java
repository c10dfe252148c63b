package dev.gradus.kernel;

/// The greatest element in each window of each plane, and where it is in the plane.
///
/// A later element wins if it is greater or a nan. An empty window gives the least number there is
/// and the place where it begins.
public final class MaxPooling {
  private final int[] in;
  private final int places;
  private final int results;

  private MaxPooling(int[] in, PoolWindows[] w) {
    this.in = in;
    this.places = in[0] * in[1] * in[2];
    this.results = w[0].count() * w[1].count() * w[2].count();
  }

  /// Fills `y` and `indices`; planes are contiguous float, double or long.
  ///
  /// @param in the three sizes of a plane
  /// @param windows those of the three dimensions, for all planes alike or for each
  public static void run(
      int planes, int[] in, PoolWindows[][] windows, Object x, int xo, Object y, long[] indices) {
    MaxPooling p = new MaxPooling(in, windows[0]);
    PoolPlanes.each(
        planes,
        p.places,
        plane -> {
          PoolWindows[] w = windows[windows.length == 1 ? 0 : plane];
          int from = xo + plane * p.places;
          int to = plane * p.results;
          switch (x) {
            case float[] a -> p.floats(w, a, from, (float[]) y, indices, to);
            case double[] a -> p.doubles(w, a, from, (double[]) y, indices, to);
            case long[] a -> p.longs(w, a, from, (long[]) y, indices, to);
            default -> throw new AssertionError(x.getClass());
          }
        });
  }

  private void floats(PoolWindows[] w, float[] x, int from, float[] y, long[] indices, int to) {
    int o = to;
    for (int d = 0; d < w[0].count(); d++) {
      for (int h = 0; h < w[1].count(); h++) {
        for (int q = 0; q < w[2].count(); q++, o++) {
          int left = w[2].start()[q];
          int right = w[2].end()[q];
          float most = Float.NEGATIVE_INFINITY;
          int best = (w[0].start()[d] * in[1] + w[1].start()[h]) * in[2] + left;
          for (int i = w[0].start()[d]; i < w[0].end()[d]; i += w[0].step()) {
            for (int j = w[1].start()[h]; j < w[1].end()[h]; j += w[1].step()) {
              int row = (i * in[1] + j) * in[2];
              for (int k = left; k < right; k += w[2].step()) {
                float v = x[from + row + k];
                if (v > most || Float.isNaN(v)) {
                  most = v;
                  best = row + k;
                }
              }
            }
          }
          y[o] = most;
          indices[o] = best;
        }
      }
    }
  }

  private void doubles(PoolWindows[] w, double[] x, int from, double[] y, long[] indices, int to) {
    int o = to;
    for (int d = 0; d < w[0].count(); d++) {
      for (int h = 0; h < w[1].count(); h++) {
        for (int q = 0; q < w[2].count(); q++, o++) {
          int left = w[2].start()[q];
          int right = w[2].end()[q];
          double most = Double.NEGATIVE_INFINITY;
          int best = (w[0].start()[d] * in[1] + w[1].start()[h]) * in[2] + left;
          for (int i = w[0].start()[d]; i < w[0].end()[d]; i += w[0].step()) {
            for (int j = w[1].start()[h]; j < w[1].end()[h]; j += w[1].step()) {
              int row = (i * in[1] + j) * in[2];
              for (int k = left; k < right; k += w[2].step()) {
                double v = x[from + row + k];
                if (v > most || Double.isNaN(v)) {
                  most = v;
                  best = row + k;
                }
              }
            }
          }
          y[o] = most;
          indices[o] = best;
        }
      }
    }
  }

  private void longs(PoolWindows[] w, long[] x, int from, long[] y, long[] indices, int to) {
    int o = to;
    for (int d = 0; d < w[0].count(); d++) {
      for (int h = 0; h < w[1].count(); h++) {
        for (int q = 0; q < w[2].count(); q++, o++) {
          int left = w[2].start()[q];
          int right = w[2].end()[q];
          long most = Long.MIN_VALUE;
          int best = (w[0].start()[d] * in[1] + w[1].start()[h]) * in[2] + left;
          for (int i = w[0].start()[d]; i < w[0].end()[d]; i += w[0].step()) {
            for (int j = w[1].start()[h]; j < w[1].end()[h]; j += w[1].step()) {
              int row = (i * in[1] + j) * in[2];
              for (int k = left; k < right; k += w[2].step()) {
                long v = x[from + row + k];
                if (v > most) {
                  most = v;
                  best = row + k;
                }
              }
            }
          }
          y[o] = most;
          indices[o] = best;
        }
      }
    }
  }
}
