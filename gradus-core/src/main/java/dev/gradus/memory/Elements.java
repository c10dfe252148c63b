package dev.gradus.memory;

import dev.gradus.dtype.DType;
import dev.gradus.dtype.Halves;

/// One element at a time: for reading results, literals and printing, never for arithmetic loops.
///
/// Slots are array indices; a complex element has two.
@SuppressWarnings("IfChainToSwitch") // whose first run takes the JVM 2 ms
public final class Elements {
  private Elements() {}

  /// The value of a slot as a double; int64 may lose digits.
  public static double getDouble(Storage storage, DType dtype, int slot) {
    Object array = storage.array();
    if (array instanceof float[] a) {
      return a[slot];
    }
    if (array instanceof double[] a) {
      return a[slot];
    }
    return array instanceof short[] a
        ? fromShort(dtype, a[slot])
        : (double) getLong(storage, dtype, slot);
  }

  /// The value of a slot as a whole number, fractions cut off.
  public static long getLong(Storage storage, DType dtype, int slot) {
    Object array = storage.array();
    if (array instanceof long[] a) {
      return a[slot];
    }
    if (array instanceof int[] a) {
      return a[slot];
    }
    if (array instanceof byte[] a) {
      return dtype == DType.UINT8 ? a[slot] & 0xff : a[slot];
    }
    return (long) getDouble(storage, dtype, slot);
  }

  /// Sets a slot of a floating or complex dtype, or an integer one by truncation.
  public static void setDouble(Storage storage, DType dtype, int slot, double value) {
    Object array = storage.array();
    if (array instanceof float[] a) {
      a[slot] = (float) value;
    } else if (array instanceof double[] a) {
      a[slot] = value;
    } else if (array instanceof short[] a) {
      a[slot] = shortOf(dtype, value, (long) value);
    } else if (dtype == DType.BOOL) {
      ((byte[]) array)[slot] = (byte) (value != 0 ? 1 : 0);
    } else {
      setLong(storage, dtype, slot, (long) value);
    }
  }

  /// Sets a slot to a whole number; integer dtypes wrap around.
  public static void setLong(Storage storage, DType dtype, int slot, long value) {
    Object array = storage.array();
    if (array instanceof long[] a) {
      a[slot] = value;
    } else if (array instanceof int[] a) {
      a[slot] = (int) value;
    } else if (array instanceof byte[] a) {
      a[slot] = dtype == DType.BOOL ? (byte) (value != 0 ? 1 : 0) : (byte) value;
    } else if (array instanceof short[] a) {
      a[slot] = shortOf(dtype, (double) value, value);
    } else {
      setDouble(storage, dtype, slot, (double) value);
    }
  }

  private static double fromShort(DType dtype, short bits) {
    return switch (dtype) {
      case FLOAT16 -> Float.float16ToFloat(bits);
      case BFLOAT16 -> Halves.bfloat16ToFloat(bits);
      default -> bits;
    };
  }

  static short shortOf(DType dtype, double value, long whole) {
    return switch (dtype) {
      case FLOAT16 -> Halves.toFloat16(value);
      case BFLOAT16 -> Halves.toBfloat16(value);
      default -> (short) whole;
    };
  }
}
