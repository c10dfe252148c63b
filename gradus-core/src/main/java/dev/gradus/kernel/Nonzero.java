package dev.gradus.kernel;

/// Finds the truth values that hold.
public final class Nonzero {
  private Nonzero() {}

  /// How many slots are not 0.
  public static int count(byte[] x, int offset, int numel) {
    int count = 0;
    for (int i = 0; i < numel; i++) {
      count += x[offset + i] != 0 ? 1 : 0;
    }
    return count;
  }

  /// The numbers of the slots that are not 0, rising.
  public static long[] positions(byte[] x, int offset, int numel) {
    long[] found = new long[count(x, offset, numel)];
    int n = 0;
    for (int i = 0; i < numel; i++) {
      if (x[offset + i] != 0) {
        found[n++] = i;
      }
    }
    return found;
  }

  /// The coordinates of elements along all dimensions, one dimension after another.
  public static long[] coordinates(long[] positions, long[] sizes) {
    int n = positions.length;
    long[] found = new long[Math.multiplyExact(n, sizes.length)];
    for (int i = 0; i < n; i++) {
      long rest = positions[i];
      for (int d = sizes.length - 1; d >= 0; d--) {
        found[d * n + i] = rest % sizes[d];
        rest /= sizes[d];
      }
    }
    return found;
  }
}
