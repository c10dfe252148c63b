package dev.gradus.op.linalg;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// Which dtypes a norm may be computed in.
public final class NormDtypes {
  private NormDtypes() {}

  /// Checks that a dtype is of the tensor's kind and has its digits.
  ///
  /// @param dtype null for that of the tensor
  public static void check(String op, Tensor x, @Nullable DType dtype) {
    if (dtype == null) {
      return;
    }
    String name = dtype.scalarName();
    if (dtype.isIntegral()) {
      throw new GradusArgumentException(
          op + ": dtype should be floating point or complex. Got " + name);
    }
    DType own = x.dtype();
    if (own.isComplex() != dtype.isComplex()) {
      throw new GradusArgumentException(
          op
              + ": dtype should be "
              + (own.isComplex() ? "complex" : "real")
              + " for "
              + (own.isComplex() ? "complex" : "real")
              + " inputs, but got "
              + name);
    }
    if (dtype.itemSize() < own.itemSize()) {
      throw new GradusArgumentException(
          op
              + ": the dtype of the input ("
              + own.scalarName()
              + ") should be convertible without narrowing to the specified dtype ("
              + name
              + ")");
    }
  }
}
