package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import org.jspecify.annotations.Nullable;

/// One array that a loop reads or writes.
record Operand(DType dtype) {
  // Written out, because what the JVM makes for a record takes it 10 ms the first time.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Operand o && dtype == o.dtype;
  }

  @Override
  public int hashCode() {
    return dtype.hashCode();
  }

  static Operand of(DType dtype) {
    if (dtype.isComplex()) {
      throw new IllegalArgumentException(
          "PointwiseLoop: an operand is "
              + dtype
              + "; a loop takes the real and imaginary parts apart.");
    }
    return new Operand(dtype);
  }

  /// The class of the array.
  ClassDesc arrayClass() {
    return elementClass(dtype).arrayType();
  }

  /// A new array for `length` elements.
  Object allocate(int length) {
    return switch (dtype) {
      case BOOL, UINT8, INT8 -> new byte[length];
      case INT16, FLOAT16, BFLOAT16 -> new short[length];
      case INT32 -> new int[length];
      case INT64 -> new long[length];
      case FLOAT32, COMPLEX64 -> new float[length];
      case FLOAT64, COMPLEX128 -> new double[length];
    };
  }

  private static ClassDesc elementClass(DType dtype) {
    return switch (dtype) {
      case BOOL, UINT8, INT8 -> ConstantDescs.CD_byte;
      case INT16, FLOAT16, BFLOAT16 -> ConstantDescs.CD_short;
      case INT32 -> ConstantDescs.CD_int;
      case INT64 -> ConstantDescs.CD_long;
      case FLOAT32, COMPLEX64 -> ConstantDescs.CD_float;
      case FLOAT64, COMPLEX128 -> ConstantDescs.CD_double;
    };
  }
}
