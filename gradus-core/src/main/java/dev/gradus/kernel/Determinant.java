package dev.gradus.kernel;

/// Determinants by the factors of a matrix.
public final class Determinant {
  private Determinant() {}

  /// Writes the determinant into `det`, one row and column.
  ///
  /// @param lu the factors of a square matrix
  /// @param pivots counted from 1
  public static void of(Dense lu, int[] pivots, int at, Dense det) {
    if (!lu.complex()) {
      double real = sign(lu, pivots, at);
      for (int k = 0; k < lu.rows(); k++) {
        real *= lu.re(k, k);
      }
      det.set(0, 0, real, 0);
      return;
    }
    Pair product = new Pair(sign(lu, pivots, at), 0);
    for (int k = 0; k < lu.rows(); k++) {
      product = product.times(Pair.of(lu, k, k));
    }
    product.put(det, 0, 0);
  }

  /// Writes the sign (or phase) of the determinant and the logarithm of its absolute value: 0 and
  /// −∞ if it is zero.
  ///
  /// @param logAbs real, one row and column
  public static void ofLog(Dense lu, int[] pivots, int at, Dense sign, Dense logAbs) {
    Pair phase = new Pair(sign(lu, pivots, at), 0);
    double sum = 0;
    for (int k = 0; k < lu.rows(); k++) {
      Pair u = Pair.of(lu, k, k);
      double size = lu.complex() ? StrictMath.hypot(u.re(), u.im()) : Math.abs(u.re());
      sum += StrictMath.log(size);
      phase = phase.times(unit(u, size));
    }
    phase.put(sign, 0, 0);
    logAbs.set(0, 0, sum, 0);
  }

  private static Pair unit(Pair u, double size) {
    if (size == 0) {
      return new Pair(0, 0);
    }
    return u.im() == 0
        ? new Pair(Double.isNaN(u.re()) ? u.re() : Math.signum(u.re()), 0)
        : new Pair(u.re() / size, u.im() / size);
  }

  private static int sign(Dense lu, int[] pivots, int at) {
    int sign = 1;
    for (int k = 0; k < lu.rows(); k++) {
      if (pivots[at + k] != k + 1) {
        sign = -sign;
      }
    }
    return sign;
  }
}
