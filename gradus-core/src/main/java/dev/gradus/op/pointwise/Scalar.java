package dev.gradus.op.pointwise;

import dev.gradus.Complex;
import dev.gradus.dtype.DType;
import dev.gradus.dtype.DType.Kind;

/// A plain number among the operands: it never widens a tensor of its own category.
///
/// @param kind its category
/// @param real its value as a floating-point number
/// @param whole its value as a whole number
/// @param imag its imaginary part
public record Scalar(Kind kind, double real, long whole, double imag) {
  /// A complex number.
  public static Scalar of(Complex value) {
    return new Scalar(Kind.COMPLEX, value.re(), (long) value.re(), value.im());
  }

  /// A floating-point number.
  public static Scalar of(double value) {
    return new Scalar(Kind.FLOATING, value, (long) value, 0);
  }

  /// A whole number.
  public static Scalar of(long value) {
    return new Scalar(Kind.INTEGER, value, value, 0);
  }

  /// A truth value.
  public static Scalar of(boolean value) {
    return new Scalar(Kind.BOOL, value ? 1 : 0, value ? 1 : 0, 0);
  }

  /// The dtype with which the number takes part in promotion.
  public DType dtype(DType defaultFloat) {
    return switch (kind) {
      case BOOL -> DType.BOOL;
      case INTEGER -> DType.INT64;
      case FLOATING -> defaultFloat;
      case COMPLEX -> defaultFloat.toComplex();
    };
  }

  /// The bits with which a loop takes the number.
  public long bits(boolean floating) {
    return floating ? Double.doubleToRawLongBits(real) : whole;
  }
}
