package dev.gradus.conformance.run;

import dev.gradus.dtype.DType;

/// The dtypes for which a binding claims an operation; cases with others count as not supported.
public enum Dtypes {
  /// All.
  ALL,
  /// All but the complex ones.
  REAL;

  boolean include(DType dtype) {
    return switch (this) {
      case ALL -> true;
      case REAL -> !dtype.isComplex();
    };
  }
}
