package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.dtype.Halves;
import dev.gradus.expr.Compute;

/// Reads one element into the computing type, and writes one back: what [ScalarAccess] writes as
/// bytecode. Values are bit patterns of the computing type, sign-extended; a truth value is 0 or 1.
@SuppressWarnings("IfChainToSwitch") // whose first run takes the JVM 2 ms
final class ElementAccess {
  private ElementAccess() {}

  /// The number in a slot.
  static long number(Object array, int at, DType dtype, Compute compute) {
    if (array instanceof float[] a && compute == Compute.FLOAT) {
      return Float.floatToRawIntBits(a[at]);
    }
    return dtype.isFloatingPoint()
        ? ofReal(real(array, at, dtype), compute)
        : ofWhole(whole(array, at, dtype), compute);
  }

  /// Whether a slot is not zero (nan is not).
  static long truth(Object array, int at, DType dtype) {
    boolean holds =
        dtype.isFloatingPoint() ? real(array, at, dtype) != 0 : whole(array, at, dtype) != 0;
    return holds ? 1 : 0;
  }

  /// Stores a number.
  static void storeNumber(Object array, int at, DType dtype, Compute compute, long pattern) {
    if (compute.isFloating()) {
      double value =
          compute == Compute.FLOAT
              ? Float.intBitsToFloat((int) pattern)
              : Double.longBitsToDouble(pattern);
      storeReal(array, at, dtype, value);
    } else {
      storeWhole(array, at, dtype, pattern);
    }
  }

  private static double real(Object array, int at, DType dtype) {
    if (array instanceof float[] a) {
      return a[at];
    }
    if (array instanceof double[] a) {
      return a[at];
    }
    short bits = ((short[]) array)[at];
    return dtype == DType.FLOAT16 ? Float.float16ToFloat(bits) : Halves.bfloat16ToFloat(bits);
  }

  private static long whole(Object array, int at, DType dtype) {
    if (array instanceof long[] a) {
      return a[at];
    }
    if (array instanceof int[] a) {
      return a[at];
    }
    if (array instanceof short[] a) {
      return a[at];
    }
    byte value = ((byte[]) array)[at];
    return dtype == DType.UINT8 ? value & 0xff : value;
  }

  private static long ofReal(double value, Compute compute) {
    return switch (compute) {
      case INT -> (int) value;
      case LONG -> (long) value;
      case FLOAT -> Float.floatToRawIntBits((float) value);
      case DOUBLE -> Double.doubleToRawLongBits(value);
    };
  }

  private static long ofWhole(long value, Compute compute) {
    return switch (compute) {
      case INT -> (int) value;
      case LONG -> value;
      case FLOAT -> Float.floatToRawIntBits((float) value);
      case DOUBLE -> Double.doubleToRawLongBits((double) value);
    };
  }

  private static void storeReal(Object array, int at, DType dtype, double value) {
    if (array instanceof float[] a) {
      a[at] = (float) value;
    } else if (array instanceof double[] a) {
      a[at] = value;
    } else if (array instanceof int[] a) {
      a[at] = Casts.toInt(value);
    } else if (dtype == DType.FLOAT16) {
      ((short[]) array)[at] = Float.floatToFloat16((float) value);
    } else if (dtype == DType.BFLOAT16) {
      ((short[]) array)[at] = Casts.toBfloat16((float) value);
    } else if (dtype == DType.BOOL) {
      ((byte[]) array)[at] = (byte) (value != 0 ? 1 : 0);
    } else {
      storeWhole(array, at, dtype, Casts.toLong(value));
    }
  }

  /// Stores a whole number, or a truth value.
  static void storeWhole(Object array, int at, DType dtype, long value) {
    if (array instanceof long[] a) {
      a[at] = value;
    } else if (array instanceof int[] a) {
      a[at] = (int) value;
    } else if (array instanceof byte[] a) {
      a[at] = (byte) (dtype != DType.BOOL ? value : value != 0 ? 1 : 0);
    } else if (array instanceof float[] a) {
      a[at] = (float) value;
    } else if (array instanceof double[] a) {
      a[at] = (double) value;
    } else {
      ((short[]) array)[at] = half(dtype, value);
    }
  }

  private static short half(DType dtype, long value) {
    if (dtype == DType.INT16) {
      return (short) value;
    }
    float rounded = (float) value;
    return dtype == DType.FLOAT16 ? Float.floatToFloat16(rounded) : Casts.toBfloat16(rounded);
  }
}
