package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// Shortens rows that are too long.
public final class RowRenorm {
  private RowRenorm() {}

  /// Multiplies every row whose norm of order p exceeds `limit` by `limit / (norm + 1e-7)`.
  ///
  /// @param starts where the rows begin
  /// @param step the distance of their elements
  public static void run(
      DType dtype, Object x, int[] starts, int n, int step, double p, double limit) {
    double[] row = new double[n];
    for (int start : starts) {
      Widening.doubles(dtype, x, start, step, n, row, 0);
      double norm = norm(row, p);
      if (norm > limit) {
        double scale = limit / (norm + 1e-7);
        for (int d = 0; d < n; d++) {
          Widening.write(dtype, row[d] * scale, x, start + d * step);
        }
      }
    }
  }

  private static double norm(double[] row, double p) {
    double sum = 0;
    for (double value : row) {
      double size = Math.abs(value);
      if (p == 0) {
        sum += size == 0 ? 0 : 1;
      } else if (p == 1) {
        sum += size;
      } else if (p == 2) {
        sum += size * size;
      } else if (Double.isInfinite(p)) {
        sum = Math.max(sum, size);
      } else {
        sum += StrictMath.pow(size, p);
      }
    }
    if (p == 0 || p == 1 || Double.isInfinite(p)) {
      return sum;
    }
    return p == 2 ? Math.sqrt(sum) : StrictMath.pow(sum, 1 / p);
  }
}
