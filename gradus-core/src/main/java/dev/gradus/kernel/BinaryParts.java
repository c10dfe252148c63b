package dev.gradus.kernel;

/// The parts of a binary number.
public final class BinaryParts {
  private BinaryParts() {}

  /// The number times a power of 2, from 1/2 up to 1; 0, infinities and nan as they are.
  public static double fraction(double x) {
    return x == 0 || !(Math.abs(x) < Double.POSITIVE_INFINITY)
        ? x
        : Math.scalb(x, -(int) exponent(x));
  }

  /// The power of 2 by which the fraction is to be multiplied; 0 where there is none.
  public static double exponent(double x) {
    if (x == 0 || !(Math.abs(x) < Double.POSITIVE_INFINITY)) {
      return 0;
    }
    int exponent = Math.getExponent(x);
    return 1 + (exponent >= Double.MIN_EXPONENT ? exponent : Math.getExponent(x * 0x1p54) - 54.0);
  }
}
