package dev.gradus.kernel;

/// Common divisors and multiples.
public final class NumberTheory {
  private NumberTheory() {}

  /// The greatest common divisor, not negative; of two zeros 0.
  public static long gcd(long a, long b) {
    long x = Math.abs(a);
    long y = Math.abs(b);
    while (x != 0) {
      long rest = y % x;
      y = x;
      x = rest;
    }
    return y;
  }

  /// The least common multiple, not negative; 0 if either is 0.
  public static long lcm(long a, long b) {
    long divisor = gcd(a, b);
    return divisor == 0 ? 0 : Math.abs(a / divisor * b);
  }

  /// The same with products that wrap around as those of ints do.
  public static long lcmOfInts(long a, long b) {
    long divisor = gcd(a, b);
    return divisor == 0 ? 0 : Math.abs((int) (a / divisor * b));
  }
}
