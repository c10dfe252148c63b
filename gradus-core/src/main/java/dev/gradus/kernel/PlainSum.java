package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// A sum in logical order, one element after another.
public final class PlainSum {
  private PlainSum() {}

  /// Sums the reduced dimensions of `x` into the contiguous `y`.
  public static void sum(
      DType out,
      long[] keptSizes,
      long[] keptStrides,
      long[] reducedSizes,
      long[] reducedStrides,
      Object x,
      long xo,
      Object y) {
    int[] at = {0};
    walk(
        keptSizes,
        keptStrides,
        0,
        xo,
        o -> {
          double[] s = {0};
          long[] w = {0};
          walk(
              reducedSizes,
              reducedStrides,
              0,
              o,
              i -> {
                switch (x) {
                  case float[] a -> s[0] += a[(int) i];
                  case double[] a -> s[0] += a[(int) i];
                  case long[] a -> w[0] += a[(int) i];
                  case int[] a -> w[0] += a[(int) i];
                  case byte[] a -> w[0] += a[(int) i];
                  default -> throw new IllegalArgumentException(out.toString());
                }
              });
          int k = at[0]++;
          switch (y) {
            case float[] a -> a[k] = (float) s[0];
            case double[] a -> a[k] = s[0];
            case long[] a -> a[k] = w[0];
            default -> throw new IllegalArgumentException(out.toString());
          }
        });
  }

  private interface Place {
    void at(long index);
  }

  private static void walk(long[] sizes, long[] strides, int d, long offset, Place body) {
    if (d == sizes.length) {
      body.at(offset);
      return;
    }
    for (long i = 0; i < sizes[d]; i++) {
      walk(sizes, strides, d + 1, offset + i * strides[d], body);
    }
  }
}
