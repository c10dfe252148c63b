package dev.gradus.kernel;

/// Powers of two that bring a matrix into the middle of the range of numbers, so that squares
/// neither overflow nor vanish.
final class Magnitude {
  private static final double LARGE = 0x1p300;
  private static final double SMALL = 0x1p-300;

  private Magnitude() {}

  /// Multiplies all elements of a matrix whose columns are runs if they are very large or very
  /// small.
  ///
  /// @return by what, 1 for most matrices; NaN if an element is not finite
  static double toMiddle(Dense a) {
    double most = 0;
    int width = a.complex() ? 2 : 1;
    double[] data = a.data();
    boolean finite = true;
    for (int j = 0; j < a.columns(); j++) {
      int from = width * a.at(0, j);
      for (int i = from; i < from + width * a.rows(); i++) {
        double size = Math.abs(data[i]);
        most = Math.max(most, size);
        finite &= size < Double.POSITIVE_INFINITY;
      }
    }
    if (!finite) {
      return Double.NaN;
    }
    if (most == 0 || most < LARGE && most > SMALL) {
      return 1;
    }
    // A subnormal number needs a smaller step than its exponent says: 1 / scale must be finite.
    int exponent = Math.max(-1020, Math.getExponent(most));
    double scale = Math.scalb(1.0, -exponent);
    for (int j = 0; j < a.columns(); j++) {
      Columns.of(a).scale(a.rows(), scale, 0, data, a.at(0, j));
    }
    return scale;
  }
}
