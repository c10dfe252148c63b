package dev.gradus.kernel;

import java.util.Arrays;

/// The sum of each window of each plane, divided, and the transpose of that.
///
/// The rows of a window are added first, element by element, then along the row: that is one
/// addition for each row and one for each column of a window, not for each element. Floats are
/// summed in double.
public final class AveragePooling {
  private final int[] in;
  private final PoolWindows[] w;
  private final int[][] divisors;
  private final int places;
  private final int results;

  private AveragePooling(int[] in, PoolWindows[] w, int[][] divisors) {
    this.in = in;
    this.w = w;
    this.divisors = divisors;
    this.places = in[0] * in[1] * in[2];
    this.results = w[0].count() * w[1].count() * w[2].count();
  }

  /// Fills `y` with averages; planes are contiguous float, double or long.
  ///
  /// @param in the three sizes of a plane
  /// @param windows those of the three dimensions
  /// @param divisors by dimension and window; a sum is divided by their product
  public static void run(
      int planes, int[] in, PoolWindows[] windows, int[][] divisors, Object x, int xo, Object y) {
    AveragePooling p = new AveragePooling(in, windows, divisors);
    PoolPlanes.each(
        planes,
        p.places,
        plane -> {
          int from = xo + plane * p.places;
          int to = plane * p.results;
          if (x instanceof long[] a) {
            p.longs(a, from, (long[]) y, to);
          } else {
            p.fractions(x, from, y, to);
          }
        });
  }

  /// Adds to each element of a window its share of the window's value; `y` must be zeros.
  public static void spread(
      int planes, int[] in, PoolWindows[] windows, int[][] divisors, Object x, int xo, Object y) {
    AveragePooling p = new AveragePooling(in, windows, divisors);
    PoolPlanes.each(
        planes,
        p.places,
        plane -> {
          int from = xo + plane * p.results;
          int to = plane * p.places;
          switch (x) {
            case float[] a -> p.spread(a, from, (float[]) y, to);
            case double[] a -> p.spread(a, from, (double[]) y, to);
            default -> throw new AssertionError(x.getClass());
          }
        });
  }

  private long divisor(int d, int h) {
    return (long) divisors[0][d] * divisors[1][h];
  }

  private void fractions(Object x, int from, Object y, int to) {
    double[] sums = new double[in[2]];
    double[] row = x instanceof double[] ? new double[in[2]] : sums;
    int o = to;
    for (int d = 0; d < w[0].count(); d++) {
      for (int h = 0; h < w[1].count(); h++) {
        Arrays.fill(sums, 0.0);
        for (int i = w[0].start()[d]; i < w[0].end()[d]; i++) {
          for (int j = w[1].start()[h]; j < w[1].end()[h]; j++) {
            int at = from + (i * in[1] + j) * in[2];
            switch (x) {
              case float[] a -> addRow(a, at, sums);
              case double[] a -> addRow(a, at, row, sums);
              default -> throw new AssertionError(x.getClass());
            }
          }
        }
        switch (y) {
          case float[] t -> divide(sums, w[2], divisor(d, h), divisors[2], t, o);
          case double[] t -> divide(sums, w[2], divisor(d, h), divisors[2], t, o);
          default -> throw new AssertionError(y.getClass());
        }
        o += w[2].count();
      }
    }
  }

  private static void divide(
      double[] sums, PoolWindows across, long divisor, int[] divisors, float[] y, int o) {
    int[] start = across.start();
    int[] end = across.end();
    for (int q = 0; q < start.length; q++) {
      double sum = 0;
      for (int k = start[q]; k < end[q]; k++) {
        sum += sums[k];
      }
      y[o + q] = (float) (sum / (divisor * divisors[q]));
    }
  }

  private static void divide(
      double[] sums, PoolWindows across, long divisor, int[] divisors, double[] y, int o) {
    int[] start = across.start();
    int[] end = across.end();
    for (int q = 0; q < start.length; q++) {
      double sum = 0;
      for (int k = start[q]; k < end[q]; k++) {
        sum += sums[k];
      }
      y[o + q] = sum / (divisor * divisors[q]);
    }
  }

  // Arrays of different types cannot be the same, which lets C2 vectorise.
  private static void addRow(float[] x, int at, double[] sums) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] += x[at + k];
    }
  }

  // Equal indices let C2 vectorise where the arrays may be the same.
  private static void addRow(double[] x, int at, double[] row, double[] sums) {
    System.arraycopy(x, at, row, 0, row.length);
    for (int k = 0; k < sums.length; k++) {
      sums[k] += row[k];
    }
  }

  private void longs(long[] x, int from, long[] y, int to) {
    int o = to;
    for (int d = 0; d < w[0].count(); d++) {
      for (int h = 0; h < w[1].count(); h++) {
        for (int q = 0; q < w[2].count(); q++, o++) {
          long sum = 0;
          for (int i = w[0].start()[d]; i < w[0].end()[d]; i++) {
            for (int j = w[1].start()[h]; j < w[1].end()[h]; j++) {
              int row = from + (i * in[1] + j) * in[2];
              for (int k = w[2].start()[q]; k < w[2].end()[q]; k++) {
                sum += x[row + k];
              }
            }
          }
          y[o] = sum / (divisor(d, h) * divisors[2][q]);
        }
      }
    }
  }

  private void spread(float[] x, int from, float[] y, int to) {
    int[] start = w[2].start();
    int[] end = w[2].end();
    int o = from;
    for (int d = 0; d < w[0].count(); d++) {
      for (int h = 0; h < w[1].count(); h++, o += start.length) {
        long divisor = divisor(d, h);
        for (int i = w[0].start()[d]; i < w[0].end()[d]; i++) {
          for (int j = w[1].start()[h]; j < w[1].end()[h]; j++) {
            int row = to + (i * in[1] + j) * in[2];
            for (int q = 0; q < start.length; q++) {
              float share = x[o + q] / (divisor * divisors[2][q]);
              for (int k = start[q]; k < end[q]; k++) {
                y[row + k] += share;
              }
            }
          }
        }
      }
    }
  }

  private void spread(double[] x, int from, double[] y, int to) {
    int[] start = w[2].start();
    int[] end = w[2].end();
    int o = from;
    for (int d = 0; d < w[0].count(); d++) {
      for (int h = 0; h < w[1].count(); h++, o += start.length) {
        long divisor = divisor(d, h);
        for (int i = w[0].start()[d]; i < w[0].end()[d]; i++) {
          for (int j = w[1].start()[h]; j < w[1].end()[h]; j++) {
            int row = to + (i * in[1] + j) * in[2];
            for (int q = 0; q < start.length; q++) {
              double share = x[o + q] / (divisor * divisors[2][q]);
              for (int k = start[q]; k < end[q]; k++) {
                y[row + k] += share;
              }
            }
          }
        }
      }
    }
  }
}
