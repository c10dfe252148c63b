package dev.gradus.kernel;

/// Patterns of floating-point numbers as whole numbers of the same order: all bits but the sign
/// turned over where that is set. See [RangeLanes].
final class OrderedBits {
  private static final int INFINITY = 0x7f80_0000;
  private static final long WIDE_INFINITY = 0x7ff0_0000_0000_0000L;

  private OrderedBits() {}

  /// Writes the largest and the smallest number, or nan if one is beyond an infinity.
  static void putRange(int largest, int smallest, Object to, int o) {
    float[] ends = (float[]) to;
    boolean nan = largest > INFINITY || smallest < ~INFINITY;
    ends[o] = nan ? Float.NaN : number(largest);
    ends[o + 1] = nan ? Float.NaN : number(smallest);
  }

  /// The same for doubles.
  static void putRange(long largest, long smallest, Object to, int o) {
    double[] ends = (double[]) to;
    boolean nan = largest > WIDE_INFINITY || smallest < ~WIDE_INFINITY;
    ends[o] = nan ? Double.NaN : number(largest);
    ends[o + 1] = nan ? Double.NaN : number(smallest);
  }

  /// The largest of `n` numbers, at least 1, or nan if one is. Whole numbers are compared without
  /// branches, which nobody could foretell.
  static float largest(float[] x, int at, int n) {
    int largest = Integer.MIN_VALUE;
    int smallest = Integer.MAX_VALUE;
    for (int i = at; i < at + n; i++) {
      int ordered = ordered(Float.floatToRawIntBits(x[i]));
      largest = Math.max(largest, ordered);
      smallest = Math.min(smallest, ordered);
    }
    boolean nan = largest > INFINITY || smallest < ~INFINITY;
    return nan ? Float.NaN : number(largest);
  }

  /// The same for doubles.
  static double largest(double[] x, int at, int n) {
    long largest = Long.MIN_VALUE;
    long smallest = Long.MAX_VALUE;
    for (int i = at; i < at + n; i++) {
      long ordered = ordered(Double.doubleToRawLongBits(x[i]));
      largest = Math.max(largest, ordered);
      smallest = Math.min(smallest, ordered);
    }
    boolean nan = largest > WIDE_INFINITY || smallest < ~WIDE_INFINITY;
    return nan ? Double.NaN : number(largest);
  }

  private static int ordered(int bits) {
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }

  private static long ordered(long bits) {
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  private static float number(int ordered) {
    return Float.intBitsToFloat(ordered(ordered));
  }

  private static double number(long ordered) {
    return Double.longBitsToDouble(ordered(ordered));
  }
}
