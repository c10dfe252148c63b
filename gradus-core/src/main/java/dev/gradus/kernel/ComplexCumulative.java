package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// Running sums, products and logarithms of sums of exponentials of complex numbers along one
/// dimension of row-major arrays: formed in double by ascending index, and rounded once each.
public final class ComplexCumulative {
  private ComplexCumulative() {}

  /// As [Cumulative#run]; `in` and `out` are the dtypes of the parts, `xo` counts complex elements.
  public static void run(
      Cumulative.Kind kind, DType in, DType out, Object x, int xo, int[] sizes, Object y) {
    int n = sizes[1];
    int inner = sizes[2];
    if (n == 0 || inner == 0) {
      return;
    }
    Parallel.run(
        sizes[0],
        o -> {
          double[] re = new double[n];
          double[] im = new double[n];
          for (int i = 0; i < inner; i++) {
            int at = o * n * inner + i;
            Widening.doubles(in, x, 2 * (xo + at), 2 * inner, n, re, 0);
            Widening.doubles(in, x, 2 * (xo + at) + 1, 2 * inner, n, im, 0);
            row(kind, re, im);
            for (int k = 0; k < n; k++) {
              Widening.write(out, re[k], y, 2 * (at + k * inner));
              Widening.write(out, im[k], y, 2 * (at + k * inner) + 1);
            }
          }
        });
  }

  private static void row(Cumulative.Kind kind, double[] re, double[] im) {
    for (int k = 1; k < re.length; k++) {
      switch (kind) {
        case SUM -> {
          re[k] += re[k - 1];
          im[k] += im[k - 1];
        }
        case PROD -> {
          double next = re[k - 1] * re[k] - im[k - 1] * im[k];
          im[k] = re[k - 1] * im[k] + im[k - 1] * re[k];
          re[k] = next;
        }
        case LOGSUMEXP -> logAddExp(re, im, k);
        case MAX, MIN -> throw new IllegalArgumentException("complex numbers have no order");
      }
    }
  }

  /// The larger real part plus log(1 + exp(difference)); nan if either is.
  private static void logAddExp(double[] re, double[] im, int k) {
    int high = re[k - 1] >= re[k] ? k - 1 : k;
    int low = 2 * k - 1 - high;
    if (isNan(re[k], im[k]) || isNan(re[k - 1], im[k - 1])) {
      re[k] = Double.NaN;
      im[k] = Double.NaN;
      return;
    }
    if (re[high] == Double.NEGATIVE_INFINITY) {
      return;
    }
    double size = StrictMath.exp(re[high] == re[low] ? 0 : re[low] - re[high]);
    double angle = im[low] - im[high];
    double a = size == 0 ? 0 : size * StrictMath.cos(angle);
    double b = size == 0 ? 0 : size * StrictMath.sin(angle);
    // |1 + a + i b|² - 1
    double more = a * (a + 2) + b * b;
    re[k] = re[high] + 0.5 * StrictMath.log1p(more);
    im[k] = im[high] + StrictMath.atan2(b, 1 + a);
  }

  private static boolean isNan(double a, double b) {
    return Double.isNaN(a) || Double.isNaN(b);
  }
}
