package dev.gradus.expr;

/// Powers of integers, which no short expression gives.
public final class IntegerPower {
  private IntegerPower() {}

  /// `base` to the power `exponent`, wrapping around. A negative exponent gives 0, except for the
  /// bases 1 and -1, whose inverses are whole numbers.
  ///
  /// The low 32 bits depend on the low 32 bits of the base alone, so an int loop may use this too.
  public static long pow(long base, long exponent) {
    if (exponent < 0) {
      if (base == 1) {
        return 1;
      }
      if (base == -1) {
        return (exponent & 1) == 0 ? 1 : -1;
      }
      return 0;
    }
    long result = 1;
    for (long square = base, left = exponent; left != 0; left >>= 1, square *= square) {
      if ((left & 1) != 0) {
        result *= square;
      }
    }
    return result;
  }
}
