package dev.gradus.kernel;

/// Pairs of normal numbers from pairs of uniform ones, for many at a time: the same bits as
/// PyTorch.
///
/// In float, PyTorch's vector code takes the logarithm, the sine and the cosine from the Cephes
/// library's single-precision polynomials, with products and sums fused; so does this, and
/// [FloatNormals] for many groups. What differs by one bit here grows in a long training run, so
/// the order of the steps matters.
final class BoxMuller {
  static final float[] LOG = {
    7.0376836292e-2f,
    -1.1514610310e-1f,
    1.1676998740e-1f,
    -1.2420140846e-1f,
    1.4249322787e-1f,
    -1.6668057665e-1f,
    2.0000714765e-1f,
    -2.4999993993e-1f,
    3.3333331174e-1f
  };
  static final float[] SIN = {-1.9515295891e-4f, 8.3321608736e-3f, -1.6666654611e-1f};
  static final float[] COS = {2.443315711809948e-5f, -1.388731625493765e-3f, 4.166664568298827e-2f};

  /// ln 2 and π/4 in parts, of which products with small whole numbers are exact.
  static final float LN2_HIGH = 0.693359375f;

  static final float LN2_LOW = -2.12194440e-4f;
  static final float[] EIGHTH_TURN = {
    0.78515625f, 2.4187564849853515625e-4f, 3.77489497744594108e-8f
  };
  static final float EIGHTHS_PER_RADIAN = 1.27323954473516f;
  static final float SQRT_HALF = 0.707106781186547524f;
  static final float TURN = (float) (2 * Math.PI);

  private BoxMuller() {}

  private static float polynomial(float[] coefficients, float x) {
    float y = coefficients[0];
    for (int k = 1; k < coefficients.length; k++) {
      y = Math.fma(y, x, coefficients[k]);
    }
    return y;
  }

  /// The logarithm of a positive number, at most 1.
  static float log(float u) {
    int bits = Float.floatToRawIntBits(Math.max(u, Float.MIN_NORMAL));
    float exponent = (bits >>> 23) - 126;
    // In [1/2, 1).
    float m = Float.intBitsToFloat(bits & 0x7fffff | 0x3f000000);
    float x = m - 1;
    if (m < SQRT_HALF) {
      exponent -= 1;
      x += m;
    }
    float z = x * x;
    float y = polynomial(LOG, x) * x;
    y = Math.fma(y, z, exponent * LN2_LOW);
    y = Math.fma(-z, 0.5f, y);
    return Math.fma(exponent, LN2_HIGH, x + y);
  }

  /// Replaces sixteen uniform numbers by normal ones: the first eight give radii, the others
  /// angles.
  static void floats(float[] x, int at, float mean, float std) {
    for (int j = at; j < at + 8; j++) {
      float radius = (float) Math.sqrt(-2 * log(1 - x[j]));
      float angle = TURN * x[j + 8];
      // The number of the eighth of a turn, made even upwards, and the angle from there.
      int eighth = (int) (angle * EIGHTHS_PER_RADIAN) + 1 & ~1;
      float a = angle;
      for (float part : EIGHTH_TURN) {
        a = Math.fma(-part, eighth, a);
      }
      float z = a * a;
      float cos = Math.fma(polynomial(COS, z) * z, z, -(z * 0.5f)) + 1;
      float sin = Math.fma(polynomial(SIN, z) * z, a, a);
      boolean swapped = (eighth & 2) != 0;
      float c = swapped ? sin : cos;
      float s = swapped ? cos : sin;
      float x1 = (eighth + 2 & 4) != 0 ? -c : c;
      float x2 = (eighth & 4) != 0 ? -s : s;
      x[j] = Math.fma(radius * x1, std, mean);
      x[j + 8] = Math.fma(radius * x2, std, mean);
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
