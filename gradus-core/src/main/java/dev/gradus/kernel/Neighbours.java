package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// The next number of a type in a direction.
public final class Neighbours {
  private Neighbours() {}

  /// The float64 next to `a` towards `b`.
  public static double ofDouble(double a, double b) {
    return Math.nextAfter(a, b);
  }

  /// The float32 next to `a` towards `b`.
  public static double ofFloat(double a, double b) {
    return Math.nextAfter((float) a, b);
  }

  /// The bfloat16 next to `a` towards `b`.
  public static double ofBfloat16(double a, double b) {
    return ofHalf(DType.BFLOAT16, a, b);
  }

  /// The float16 next to `a` towards `b`.
  public static double ofFloat16(double a, double b) {
    return ofHalf(DType.FLOAT16, a, b);
  }

  private static double ofHalf(DType dtype, double a, double b) {
    if (!(a < b || a > b)) {
      return a == b ? b : Double.NaN;
    }
    if (a == 0) {
      double least = Halves.widen(dtype, (short) 1);
      return b > 0 ? least : -least;
    }
    short bits = Halves.narrow(dtype, (float) a);
    boolean away = a < b == a > 0;
    return Halves.widen(dtype, (short) (away ? bits + 1 : bits - 1));
  }
}
