package dev.gradus.memory;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.lang.reflect.Array;

/// Copies elements out of a storage, in row-major order of any sizes and strides.
public final class RowMajor {
  private final Object from;
  private final Object to;
  private final long[] sizes;
  private final long[] strides;
  private int next;

  private RowMajor(Object from, Object to, long[] sizes, long[] strides) {
    this.from = from;
    this.to = to;
    this.sizes = sizes;
    this.strides = strides;
  }

  /// A fresh array of the storage's type; complex elements are interleaved.
  ///
  /// @param sizes the size of every dimension
  /// @param strides the step along every dimension, in elements
  /// @param offset the first element
  /// @throws GradusArgumentException if an array cannot hold that many
  public static Object copy(
      Storage storage, DType dtype, long[] sizes, long[] strides, long offset) {
    long[] slotSizes = dtype.isComplex() ? scaledThen(sizes, 1, 2) : sizes;
    long[] slotStrides = dtype.isComplex() ? scaledThen(strides, 2, 1) : strides;
    long slots = 1;
    for (long size : slotSizes) {
      slots = Math.multiplyExact(slots, size);
    }
    if (slots > Integer.MAX_VALUE - 8) {
      throw new GradusArgumentException(
          "copy: an array cannot hold " + slots + " numbers. Read the tensor in parts.");
    }
    Object array = storage.array();
    Object to = Array.newInstance(array.getClass().getComponentType(), (int) slots);
    if (slots > 0) {
      long first = dtype.isComplex() ? 2 * offset : offset;
      new RowMajor(array, to, slotSizes, slotStrides).walk(0, first);
    }
    return to;
  }

  private static long[] scaledThen(long[] values, long factor, long last) {
    long[] longer = new long[values.length + 1];
    for (int d = 0; d < values.length; d++) {
      longer[d] = factor * values[d];
    }
    longer[values.length] = last;
    return longer;
  }

  private void walk(int dim, long at) {
    int inner = sizes.length - dim;
    if (inner == 0) {
      row((int) at, 0, 1);
    } else if (inner == 1) {
      row((int) at, (int) strides[dim], (int) sizes[dim]);
    } else {
      for (long i = 0; i < sizes[dim]; i++) {
        walk(dim + 1, at + i * strides[dim]);
      }
    }
  }

  private void row(int at, int stride, int count) {
    if (stride == 1 || count == 1) {
      System.arraycopy(from, at, to, next, count);
    } else {
      stridedRow(at, stride, count);
    }
    next += count;
  }

  private void stridedRow(int at, int stride, int count) {
    switch (from) {
      case float[] x -> {
        float[] y = (float[]) to;
        for (int i = 0; i < count; i++) {
          y[next + i] = x[at + i * stride];
        }
      }
      case double[] x -> {
        double[] y = (double[]) to;
        for (int i = 0; i < count; i++) {
          y[next + i] = x[at + i * stride];
        }
      }
      case long[] x -> {
        long[] y = (long[]) to;
        for (int i = 0; i < count; i++) {
          y[next + i] = x[at + i * stride];
        }
      }
      case int[] x -> {
        int[] y = (int[]) to;
        for (int i = 0; i < count; i++) {
          y[next + i] = x[at + i * stride];
        }
      }
      case short[] x -> {
        short[] y = (short[]) to;
        for (int i = 0; i < count; i++) {
          y[next + i] = x[at + i * stride];
        }
      }
      case byte[] x -> {
        byte[] y = (byte[]) to;
        for (int i = 0; i < count; i++) {
          y[next + i] = x[at + i * stride];
        }
      }
      default -> throw new AssertionError(from.getClass());
    }
  }
}
