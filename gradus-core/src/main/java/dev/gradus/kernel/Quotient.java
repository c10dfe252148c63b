package dev.gradus.kernel;

/// The quotient of two complex numbers.
final class Quotient {
  private Quotient() {}

  /// `(a + i·b) / (c + i·d)` by Smith's method, which does not overflow where the result does not.
  static void of(double a, double b, double c, double d, double[] out) {
    if (Math.abs(c) >= Math.abs(d)) {
      double ratio = d / c;
      double scale = c + d * ratio;
      if (c == 0 && d == 0) {
        out[0] = a / c;
        out[1] = b / c;
        return;
      }
      out[0] = (a + b * ratio) / scale;
      out[1] = (b - a * ratio) / scale;
    } else {
      double ratio = c / d;
      double scale = c * ratio + d;
      out[0] = (a * ratio + b) / scale;
      out[1] = (b * ratio - a) / scale;
    }
  }
}
