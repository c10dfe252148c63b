package dev.gradus.memory;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;

/// The memory behind tensors: one primitive array.
///
/// | dtype | array |
/// |---|---|
/// | bool (0 or 1), uint8, int8 | `byte[]` |
/// | int16, float16, bfloat16 (bit patterns) | `short[]` |
/// | int32, int64 | `int[]`, `long[]` |
/// | float32, float64 | `float[]`, `double[]` |
/// | complex64, complex128 (re, im, re, im, …) | `float[]`, `double[]` |
public final class Storage {
  private final Object array;

  private Storage(Object array) {
    this.array = array;
  }

  /// Zeroed memory for `numel` elements.
  ///
  /// @throws GradusArgumentException if a Java array cannot hold that many
  public static Storage allocate(DType dtype, long numel) {
    long slots = dtype.isComplex() ? 2 * numel : numel;
    if (slots > Integer.MAX_VALUE - 8) {
      throw new GradusArgumentException(
          "allocate: "
              + numel
              + " elements of "
              + dtype
              + " need an array of "
              + slots
              + " slots; a storage holds at most "
              + (Integer.MAX_VALUE - 8)
              + ". Split the tensor, or use a narrower batch.");
    }
    int n = (int) slots;
    return new Storage(
        switch (dtype) {
          case BOOL, UINT8, INT8 -> new byte[n];
          case INT16, FLOAT16, BFLOAT16 -> new short[n];
          case INT32 -> new int[n];
          case INT64 -> new long[n];
          case FLOAT32, COMPLEX64 -> new float[n];
          case FLOAT64, COMPLEX128 -> new double[n];
        });
  }

  /// A storage over an existing array of the right type.
  public static Storage wrap(Object array) {
    return new Storage(array);
  }

  /// The array. Only kernels and [Elements] may touch it.
  public Object array() {
    return array;
  }

  /// The number of array slots (two a complex element).
  public int slots() {
    return java.lang.reflect.Array.getLength(array);
  }

  /// Sets a contiguous run of slots to the same value.
  public void fillSlots(DType dtype, int from, int count, double value, long whole) {
    int to = from + count;
    switch (array) {
      case float[] a -> Arrays.fill(a, from, to, (float) value);
      case double[] a -> Arrays.fill(a, from, to, value);
      case long[] a -> Arrays.fill(a, from, to, whole);
      case int[] a -> Arrays.fill(a, from, to, (int) whole);
      case short[] a -> Arrays.fill(a, from, to, Elements.shortOf(dtype, value, whole));
      case byte[] a ->
          Arrays.fill(
              a, from, to, dtype == DType.BOOL ? (byte) (value != 0 ? 1 : 0) : (byte) whole);
      default -> throw new AssertionError(array.getClass());
    }
  }
}
