package dev.gradus;

import dev.gradus.op.matrix.AddProduct;
import dev.gradus.op.matrix.AddProduct.Kind;
import dev.gradus.op.pointwise.Arithmetic;
import dev.gradus.op.pointwise.Combining;
import dev.gradus.op.pointwise.Comparisons;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;

/// Operations with a complex number that overwrite this tensor and return it.
///
/// **Dtype**: this tensor must be complex, except for comparisons, which leave 0 and 1 in its
/// dtype. **Gradient**, **Source**: as without underscore.
public sealed interface ComplexOverwriting permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor run(Row row, Complex number, Tensor other) {
    return Call.inPlace(row.with(Scalar.of(number)), self(), other);
  }

  private Tensor product(Kind kind, Tensor a, Tensor b, Complex beta, Complex alpha) {
    return Call.inPlace(new AddProduct(kind, beta, alpha), self(), a, b);
  }

  /// Adds `alpha · other`. **Errors**: both tensors real.
  default Tensor add_(Tensor other, Complex alpha) {
    Scalar number = Checks.alpha("add", self(), other, alpha);
    return Call.inPlace(Arithmetic.ADD_ALPHA.with(number), self(), other);
  }

  /// Subtracts `alpha · other`. **Errors**: both tensors real.
  default Tensor sub_(Tensor other, Complex alpha) {
    Checks.noBoolSub(self(), other);
    Scalar number = Checks.alpha("sub", self(), other, alpha);
    return Call.inPlace(Arithmetic.SUB_ALPHA.with(number), self(), other);
  }

  /// [Tensor#subtract(Tensor, double)] with a complex factor.
  default Tensor subtract(Tensor other, Complex alpha) {
    return self().sub(other, alpha);
  }

  /// [#sub_(Tensor, Complex)].
  default Tensor subtract_(Tensor other, Complex alpha) {
    return sub_(other, alpha);
  }

  /// Adds `value · a · b`.
  default Tensor addcmul_(Tensor a, Tensor b, Complex value) {
    return Call.inPlace(Combining.ADDCMUL.with(Scalar.of(value)), self(), a, b);
  }

  /// Adds `value · a / b`.
  default Tensor addcdiv_(Tensor a, Tensor b, Complex value) {
    CombinationCalls.checkAddcdiv(a, b);
    return Call.inPlace(Combining.ADDCDIV.with(Scalar.of(value)), self(), a, b);
  }

  /// Moves this by the share `weight` of the way to `end`.
  default Tensor lerp_(Tensor end, Complex weight) {
    CombinationCalls.checkLerp(self(), end);
    return run(Combining.LERP_NUMBER, weight, end);
  }

  /// Replaces by where it equals a number.
  default Tensor eq_(Complex number) {
    return Call.inPlace(Comparisons.EQ_NUMBER.with(Scalar.of(number)), self());
  }

  /// Replaces by where it differs from a number.
  default Tensor ne_(Complex number) {
    return Call.inPlace(Comparisons.NE_NUMBER.with(Scalar.of(number)), self());
  }

  /// Raises to a power. **Errors**: this is not complex128. **Source**:
  /// torch.Tensor.float\_power\_.
  default Tensor floatPower_(Complex exponent) {
    DividingCalls.checkWide(self(), Gradus.complex128);
    return self().pow_(exponent);
  }

  /// [Tensor#addmm_(Tensor, Tensor, double, double)] with complex numbers.
  default Tensor addmm_(Tensor a, Tensor b, Complex beta, Complex alpha) {
    return product(Kind.ADDMM, a, b, beta, alpha);
  }

  /// [Tensor#addmv_(Tensor, Tensor, double, double)] with complex numbers.
  default Tensor addmv_(Tensor matrix, Tensor vector, Complex beta, Complex alpha) {
    return product(Kind.ADDMV, matrix, vector, beta, alpha);
  }

  /// [Tensor#addr_(Tensor, Tensor, double, double)] with complex numbers.
  default Tensor addr_(Tensor column, Tensor row, Complex beta, Complex alpha) {
    return product(Kind.ADDR, column, row, beta, alpha);
  }

  /// [Tensor#addbmm_(Tensor, Tensor, double, double)] with complex numbers.
  default Tensor addbmm_(Tensor a, Tensor b, Complex beta, Complex alpha) {
    return product(Kind.ADDBMM, a, b, beta, alpha);
  }

  /// [Tensor#baddbmm_(Tensor, Tensor, double, double)] with complex numbers.
  default Tensor baddbmm_(Tensor a, Tensor b, Complex beta, Complex alpha) {
    return product(Kind.BADDBMM, a, b, beta, alpha);
  }
}
