package dev.gradus.op.resample;

/// Keys's cubic convolution kernel.
final class Cubic {
  private Cubic() {}

  /// The weight of an element at a signed distance; `a` is the slope at distance 1.
  static double weight(double distance, double a) {
    double x = Math.abs(distance);
    if (x < 1) {
      return ((a + 2) * x - (a + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
  }
}
