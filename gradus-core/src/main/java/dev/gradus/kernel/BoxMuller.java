package dev.gradus.kernel;

/// Pairs of normal numbers from pairs of uniform ones, for many at a time.
///
/// Uniform floats are multiples of 2⁻²⁴, so that logarithm, sine and cosine can be taken of whole
/// numbers: the reduction of the argument is exact, and short polynomials in double give the float
/// nearest to the true value in all but a few of a million cases, with the same bits on every
/// machine.
final class BoxMuller {
  private static final double LN2 = 0.6931471805599453;
  private static final double HALF_PI = Math.PI / 2;

  private BoxMuller() {}

  /// `−2·ln(k / 2²⁴)`, for `k` from 1 to 2²⁴.
  static double squaredRadius(int k) {
    long bits = Double.doubleToRawLongBits(k);
    int exponent = (int) (bits >>> 52) - 1023;
    double m = Double.longBitsToDouble(bits & 0xfffffffffffffL | 0x3ff0000000000000L);
    if (m > 1.4142135623730951) {
      m *= 0.5;
      exponent++;
    }
    // ln m = 2 artanh(s), |s| < 0.172
    double s = (m - 1) / (m + 1);
    double z = s * s;
    double series =
        1
            + z
                * (1.0 / 3
                    + z
                        * (1.0 / 5
                            + z * (1.0 / 7 + z * (1.0 / 9 + z * (1.0 / 11 + z * (1.0 / 13))))));
    return -2 * ((exponent - 24) * LN2 + 2 * s * series);
  }

  /// The whole number of quarter turns nearest to `k / 2²⁴` of a turn.
  static int quarter(int k) {
    return k + (1 << 21) >> 22;
  }

  /// The angle that is left of `k / 2²⁴` of a turn after the nearest quarter, at most π/4.
  static double angle(int k) {
    return (k - (quarter(k) << 22)) * (HALF_PI * 0x1p-22);
  }

  static double sin(double a) {
    double z = a * a;
    return a
        * (1
            + z
                * (-1.0 / 6
                    + z
                        * (1.0 / 120
                            + z * (-1.0 / 5040 + z * (1.0 / 362880 + z * (-1.0 / 39916800))))));
  }

  static double cos(double a) {
    double z = a * a;
    return 1
        + z
            * (-0.5
                + z
                    * (1.0 / 24
                        + z
                            * (-1.0 / 720
                                + z
                                    * (1.0 / 40320
                                        + z * (-1.0 / 3628800 + z * (1.0 / 479001600))))));
  }

  /// Replaces sixteen uniform numbers by normal ones: the first eight give radii, the others
  /// angles.
  static void floats(float[] x, int at, float mean, float std) {
    for (int j = at; j < at + 8; j++) {
      int u1 = (1 << 24) - (int) (x[j] * 0x1p24f);
      int u2 = (int) (x[j + 8] * 0x1p24f);
      double radius = Math.sqrt(squaredRadius(u1));
      int quarter = quarter(u2) & 3;
      double sin = sin(angle(u2));
      double cos = cos(angle(u2));
      double x1 = (quarter & 1) == 0 ? cos : sin;
      double x2 = (quarter & 1) == 0 ? sin : cos;
      double first = quarter == 1 || quarter == 2 ? -x1 : x1;
      double second = quarter >= 2 ? -x2 : x2;
      x[j] = Math.fma((float) (radius * first), std, mean);
      x[j + 8] = Math.fma((float) (radius * second), std, mean);
    }
  }

  /// As PyTorch does it in double.
  static void doubles(double[] x, int at, double mean, double std) {
    for (int j = at; j < at + 8; j++) {
      double radius = Math.sqrt(-2 * StrictMath.log(1 - x[j]));
      double turn = 2 * Math.PI * x[j + 8];
      x[j] = radius * StrictMath.cos(turn) * std + mean;
      x[j + 8] = radius * StrictMath.sin(turn) * std + mean;
    }
  }
}
