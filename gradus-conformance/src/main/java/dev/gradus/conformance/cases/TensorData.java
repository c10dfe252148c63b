package dev.gradus.conformance.cases;

import dev.gradus.dtype.DType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The numbers of a tensor, apart from any tensor library.
///
/// Values lie in logical row-major order. Integers and bools are longs, so that int64 is exact; all
/// others are doubles, complex ones as pairs (re, im). Equality is identity.
public final class TensorData {
  private final DType dtype;
  private final long[] shape;
  private final long @Nullable [] strides;
  private final boolean requiresGrad;
  private final long[] integers;
  private final double[] reals;

  private TensorData(
      DType dtype,
      long[] shape,
      long @Nullable [] strides,
      boolean requiresGrad,
      long[] integers,
      double[] reals) {
    this.dtype = dtype;
    this.shape = shape;
    this.strides = strides;
    this.requiresGrad = requiresGrad;
    this.integers = integers;
    this.reals = reals;
  }

  /// Values of an integer dtype or of bool (0 and 1).
  public static TensorData ofIntegers(DType dtype, long[] shape, long[] values) {
    if (!dtype.isIntegral()) {
      throw new IllegalArgumentException("ofIntegers: " + dtype + " is not an integer dtype");
    }
    requireLength(shape, values.length, 1);
    return new TensorData(dtype, shape, null, false, values, new double[0]);
  }

  /// Values of a floating dtype, or pairs (re, im) of a complex one.
  public static TensorData ofReals(DType dtype, long[] shape, double[] values) {
    if (dtype.isIntegral()) {
      throw new IllegalArgumentException("ofReals: " + dtype + " is an integer dtype");
    }
    requireLength(shape, values.length, dtype.isComplex() ? 2 : 1);
    return new TensorData(dtype, shape, null, false, new long[0], values);
  }

  private static void requireLength(long[] shape, int length, int perElement) {
    if (count(shape) * perElement != length) {
      throw new IllegalArgumentException(
          "a tensor of shape %s has %d numbers, but %d were given"
              .formatted(Arrays.toString(shape), count(shape) * perElement, length));
    }
  }

  /// The same values with strides in elements; null means contiguous.
  public TensorData withStrides(long @Nullable [] newStrides) {
    return new TensorData(dtype, shape, newStrides, requiresGrad, integers, reals);
  }

  /// The same values, to be differentiated or not.
  public TensorData withRequiresGrad(boolean value) {
    return new TensorData(dtype, shape, strides, value, integers, reals);
  }

  /// The element type.
  public DType dtype() {
    return dtype;
  }

  /// The sizes; not to be changed.
  public long[] shape() {
    return shape;
  }

  /// The strides in elements, or null where the tensor is contiguous; not to be changed.
  public long @Nullable [] strides() {
    return strides;
  }

  /// Whether gradients are wanted.
  public boolean requiresGrad() {
    return requiresGrad;
  }

  /// The values of an integer or bool tensor, empty for other dtypes; not to be changed.
  public long[] integers() {
    return integers;
  }

  /// The values of a floating or complex tensor, empty for other dtypes; not to be changed.
  public double[] reals() {
    return reals;
  }

  /// How many elements there are; a complex number counts as one.
  public long count() {
    return count(shape);
  }

  private static long count(long[] shape) {
    long n = 1;
    for (long size : shape) {
      n *= size;
    }
    return n;
  }

  /// The largest finite absolute value, 0 if there is none.
  public double maxAbs() {
    double max = 0;
    for (double value : reals) {
      double abs = Math.abs(value);
      if (abs > max && abs != Double.POSITIVE_INFINITY) {
        max = abs;
      }
    }
    return max;
  }

  /// Whether every number is zero.
  public boolean isZero() {
    for (double value : reals) {
      if (value != 0) {
        return false;
      }
    }
    for (long value : integers) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "%s%s".formatted(dtype, Arrays.toString(shape));
  }
}
