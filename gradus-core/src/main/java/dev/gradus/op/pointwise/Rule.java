package dev.gradus.op.pointwise;

import dev.gradus.dtype.DType;

/// How the dtypes of a row's computation and result follow from its operands' common dtype.
public enum Rule {
  /// Computed and returned in the common dtype.
  SAME,
  /// Integers and bool become the default floating dtype first.
  FLOAT,
  /// Computed in the common dtype; the result is bool.
  BOOL,
  /// Computed in the common dtype; the result of complex numbers is real.
  REAL;

  /// The dtype in which the row computes.
  DType computing(DType common) {
    return this == FLOAT && common.isIntegral() ? Row.defaultFloat() : common;
  }

  /// The dtype of the result.
  DType result(DType computing) {
    return switch (this) {
      case SAME, FLOAT -> computing;
      case BOOL -> DType.BOOL;
      case REAL -> computing.toReal();
    };
  }
}
