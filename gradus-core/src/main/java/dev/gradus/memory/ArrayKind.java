package dev.gradus.memory;

import dev.gradus.dtype.DType;
import java.util.Arrays;

/// The primitive array types that storages consist of.
enum ArrayKind {
  BYTES(1),
  SHORTS(2),
  INTS(4),
  LONGS(8),
  FLOATS(4),
  DOUBLES(8);

  private final int bytes;

  ArrayKind(int bytes) {
    this.bytes = bytes;
  }

  static ArrayKind of(DType dtype) {
    // No switch over the dtypes, which takes the JVM another class when it starts.
    if (dtype == DType.FLOAT32 || dtype == DType.COMPLEX64) {
      return FLOATS;
    }
    if (dtype == DType.FLOAT64 || dtype == DType.COMPLEX128) {
      return DOUBLES;
    }
    return switch (dtype.itemSize()) {
      case 1 -> BYTES;
      case 2 -> SHORTS;
      case 4 -> INTS;
      default -> LONGS;
    };
  }

  /// The size of that many slots.
  long bytes(int slots) {
    return (long) bytes * slots;
  }

  Object allocate(int slots) {
    return switch (this) {
      case BYTES -> new byte[slots];
      case SHORTS -> new short[slots];
      case INTS -> new int[slots];
      case LONGS -> new long[slots];
      case FLOATS -> new float[slots];
      case DOUBLES -> new double[slots];
    };
  }

  /// Zeroes the first slots.
  static void zero(Object array, int slots) {
    switch (array) {
      case byte[] a -> Arrays.fill(a, 0, slots, (byte) 0);
      case short[] a -> Arrays.fill(a, 0, slots, (short) 0);
      case int[] a -> Arrays.fill(a, 0, slots, 0);
      case long[] a -> Arrays.fill(a, 0, slots, 0L);
      case float[] a -> Arrays.fill(a, 0, slots, 0f);
      case double[] a -> Arrays.fill(a, 0, slots, 0d);
      default -> throw new AssertionError(array.getClass());
    }
  }

  /// Fills an array with what no computation would make by chance.
  static void poison(Object array) {
    switch (array) {
      case byte[] a -> Arrays.fill(a, (byte) 0xab);
      case short[] a -> Arrays.fill(a, (short) 0x7fab); // a nan in both half types
      case int[] a -> Arrays.fill(a, 0xabababab);
      case long[] a -> Arrays.fill(a, 0xabababababababL);
      case float[] a -> Arrays.fill(a, Float.NaN);
      case double[] a -> Arrays.fill(a, Double.NaN);
      default -> throw new AssertionError(array.getClass());
    }
  }
}
