package dev.gradus.memory;

import dev.gradus.dtype.DType;
import dev.gradus.dtype.Halves;

/// One element at a time: for reading results, literals and printing, never for arithmetic loops.
///
/// Slots are array indices; a complex element has two.
public final class Elements {
  private Elements() {}

  /// The value of a slot as a double; int64 may lose digits.
  public static double getDouble(Storage storage, DType dtype, int slot) {
    return switch (storage.array()) {
      case float[] a -> a[slot];
      case double[] a -> a[slot];
      case long[] a -> a[slot];
      case int[] a -> a[slot];
      case short[] a -> fromShort(dtype, a[slot]);
      case byte[] a -> dtype == DType.UINT8 ? a[slot] & 0xff : a[slot];
      default -> throw new AssertionError(storage.array().getClass());
    };
  }

  /// The value of a slot as a whole number, fractions cut off.
  public static long getLong(Storage storage, DType dtype, int slot) {
    return switch (storage.array()) {
      case long[] a -> a[slot];
      case int[] a -> a[slot];
      case byte[] a -> dtype == DType.UINT8 ? a[slot] & 0xff : a[slot];
      default -> (long) getDouble(storage, dtype, slot);
    };
  }

  /// Sets a slot of a floating or complex dtype, or an integer one by truncation.
  public static void setDouble(Storage storage, DType dtype, int slot, double value) {
    switch (storage.array()) {
      case float[] a -> a[slot] = (float) value;
      case double[] a -> a[slot] = value;
      case short[] a -> a[slot] = shortOf(dtype, value, (long) value);
      case byte[] a when dtype == DType.BOOL -> a[slot] = (byte) (value != 0 ? 1 : 0);
      default -> setLong(storage, dtype, slot, (long) value);
    }
  }

  /// Sets a slot to a whole number; integer dtypes wrap around.
  public static void setLong(Storage storage, DType dtype, int slot, long value) {
    switch (storage.array()) {
      case long[] a -> a[slot] = value;
      case int[] a -> a[slot] = (int) value;
      case byte[] a -> a[slot] = dtype == DType.BOOL ? (byte) (value != 0 ? 1 : 0) : (byte) value;
      case short[] a -> a[slot] = shortOf(dtype, (double) value, value);
      default -> setDouble(storage, dtype, slot, (double) value);
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
