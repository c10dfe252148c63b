package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import org.jspecify.annotations.Nullable;

/// Running sums, products and extremes along one dimension of row-major arrays.
///
/// An array is seen as `outer × n × inner`; the running value goes along the middle. Fractions are
/// combined in double and rounded once each, integers in int64 with wrap-around, both by ascending
/// index.
public final class Cumulative {
  /// What runs.
  public enum Kind {
    /// The sum so far.
    SUM,
    /// The product so far.
    PROD,
    /// The logarithm of the sum of exponentials so far.
    LOGSUMEXP,
    /// The greatest so far, the later of equal ones; a nan stays.
    MAX,
    /// The least so far, the later of equal ones; a nan stays.
    MIN
  }

  private Cumulative() {}

  /// Writes the running values of `x`, from `xo` on, to `y`; for extremes also where each is.
  public static void run(
      Kind kind,
      DType in,
      DType out,
      Object x,
      int xo,
      int[] sizes,
      Object y,
      long @Nullable [] indices) {
    int n = sizes[1];
    int inner = sizes[2];
    if (n == 0 || inner == 0) {
      return;
    }
    Parallel.run(
        sizes[0],
        o -> {
          for (int i = 0; i < inner; i++) {
            int at = o * n * inner + i;
            if (in.isIntegral() && out.isIntegral()) {
              long[] row = new long[n];
              Widening.longs(in, x, xo + at, inner, n, row, 0);
              longs(kind, row, indices, at, inner);
              for (int k = 0; k < n; k++) {
                Widening.write(out, row[k], y, at + k * inner);
              }
            } else {
              double[] row = new double[n];
              Widening.doubles(in, x, xo + at, inner, n, row, 0);
              doubles(kind, row, indices, at, inner);
              for (int k = 0; k < n; k++) {
                Widening.write(out, row[k], y, at + k * inner);
              }
            }
          }
        });
  }

  private static void longs(Kind kind, long[] row, long @Nullable [] indices, int at, int step) {
    long run = row[0];
    int best = 0;
    for (int k = 0; k < row.length; k++) {
      long v = row[k];
      boolean wins = kind == Kind.MAX ? v >= run : v <= run;
      if (k > 0) {
        run =
            switch (kind) {
              case SUM -> run + v;
              case PROD -> run * v;
              case MAX, MIN -> wins ? v : run;
              case LOGSUMEXP -> throw new IllegalArgumentException("logcumsumexp of integers");
            };
      }
      best = wins ? k : best;
      row[k] = run;
      if (indices != null) {
        indices[at + k * step] = best;
      }
    }
  }

  private static void doubles(
      Kind kind, double[] row, long @Nullable [] indices, int at, int step) {
    double run = row[0];
    int best = 0;
    for (int k = 0; k < row.length; k++) {
      double v = row[k];
      boolean wins = Double.isNaN(v) || (kind == Kind.MAX ? v >= run : v <= run);
      if (k > 0) {
        run =
            switch (kind) {
              case SUM -> run + v;
              case PROD -> run * v;
              case MAX, MIN -> wins ? v : run;
              case LOGSUMEXP -> logAddExp(run, v);
            };
      }
      best = wins ? k : best;
      row[k] = run;
      if (indices != null) {
        indices[at + k * step] = best;
      }
    }
  }

  // Equal infinities have no difference.
  private static double logAddExp(double a, double b) {
    if (a == b && Double.isInfinite(a)) {
      return a;
    }
    double high = Math.max(a, b);
    return high + StrictMath.log1p(StrictMath.exp(Math.min(a, b) - high));
  }
}
