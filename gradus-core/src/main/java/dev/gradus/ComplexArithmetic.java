package dev.gradus;

import dev.gradus.op.pointwise.Arithmetic;
import dev.gradus.op.pointwise.Combining;
import dev.gradus.op.pointwise.Comparisons;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;

/// Operations with a complex number as an operand.
///
/// **Dtype**: the result is complex; in place this tensor must be. **Gradient**, **Source**: as of
/// the operation with a real number, its factors conjugated.
public sealed interface ComplexArithmetic permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor run(Row row, Complex number) {
    return Call.run(row.with(Scalar.of(number)), self());
  }

  private Tensor inPlace(Row row, Complex number) {
    return Call.inPlace(row.with(Scalar.of(number)), self());
  }

  /// `this + number`. **Gradient**: g. **Source**: torch.add.
  default Tensor add(Complex number) {
    return run(Arithmetic.ADD_NUMBER, number);
  }

  /// `this + alpha · other`. **Gradient**: g; conj(alpha) · g. **Errors**: both tensors real.
  default Tensor add(Tensor other, Complex alpha) {
    Scalar number = Checks.alpha("add", self(), other, alpha);
    return Call.run(Arithmetic.ADD_ALPHA.with(number), self(), other);
  }

  /// Adds a number.
  default Tensor add_(Complex number) {
    return inPlace(Arithmetic.ADD_NUMBER, number);
  }

  /// `this - number`. **Gradient**: g. **Source**: torch.sub.
  default Tensor sub(Complex number) {
    Checks.noBoolSub(self());
    return run(Arithmetic.SUB_NUMBER, number);
  }

  /// `this - alpha · other`. **Gradient**: g; -conj(alpha) · g. **Errors**: both tensors real.
  default Tensor sub(Tensor other, Complex alpha) {
    Checks.noBoolSub(self(), other);
    Scalar number = Checks.alpha("sub", self(), other, alpha);
    return Call.run(Arithmetic.SUB_ALPHA.with(number), self(), other);
  }

  /// Subtracts a number.
  default Tensor sub_(Complex number) {
    Checks.noBoolSub(self());
    return inPlace(Arithmetic.SUB_NUMBER, number);
  }

  /// `number - this`. **Gradient**: -g. **Source**: torch.rsub.
  default Tensor rsub(Complex number) {
    Checks.noBoolSub(self());
    return run(Arithmetic.RSUB_NUMBER, number);
  }

  /// `other - alpha · this`. **Gradient**: -conj(alpha) · g; g. **Errors**: both tensors real.
  default Tensor rsub(Tensor other, Complex alpha) {
    Checks.noBoolSub(self(), other);
    Scalar number = Checks.alpha("rsub", self(), other, alpha);
    return Call.run(Arithmetic.RSUB_ALPHA.with(number), self(), other);
  }

  /// `number · this`. **Gradient**: conj(number) · g. **Source**: torch.mul.
  default Tensor mul(Complex number) {
    return run(Arithmetic.MUL_NUMBER, number);
  }

  /// Multiplies by a number.
  default Tensor mul_(Complex number) {
    return inPlace(Arithmetic.MUL_NUMBER, number);
  }

  /// `this / number`. **Gradient**: g / conj(number). **Source**: torch.div.
  default Tensor div(Complex number) {
    return run(Arithmetic.DIV_NUMBER, number);
  }

  /// Divides by a number.
  default Tensor div_(Complex number) {
    return inPlace(Arithmetic.DIV_NUMBER, number);
  }

  /// `number / this`. **Gradient**: -conj(number / this²) · g. **Source**:
  /// torch.Tensor.\_\_rdiv\_\_.
  default Tensor rdiv(Complex number) {
    return self().reciprocal().mul(number);
  }

  /// `this` to a power. **Gradient**: conj(exponent · this^(exponent-1)) · g, 0 where the exponent
  /// is 0. **Source**: torch.pow.
  default Tensor pow(Complex exponent) {
    return exponent.im() == 0 && self().isComplex()
        ? self().pow(exponent.re())
        : run(Arithmetic.POW_NUMBER, exponent);
  }

  /// Raises to a power.
  default Tensor pow_(Complex exponent) {
    return exponent.im() == 0 && self().isComplex()
        ? self().pow_(exponent.re())
        : inPlace(Arithmetic.POW_NUMBER, exponent);
  }

  /// `base` to the power of this. **Gradient**: conj(y · log(base)) · g. **Source**:
  /// torch.Tensor.\_\_rpow\_\_.
  default Tensor rpow(Complex base) {
    return run(Arithmetic.POW_BASE, base);
  }

  /// A power in double precision. **Dtype**: complex128. **Gradient**: as of [#pow]. **Source**:
  /// torch.float\_power.
  default Tensor floatPower(Complex exponent) {
    return self().to(Gradus.complex128).pow(exponent);
  }

  /// Where this equals a number. **Gradient**: none: not differentiable. **Source**: torch.eq.
  default Tensor eq(Complex number) {
    return run(Comparisons.EQ_NUMBER, number);
  }

  /// Where this differs from a number. **Gradient**: none: not differentiable. **Source**:
  /// torch.ne.
  default Tensor ne(Complex number) {
    return run(Comparisons.NE_NUMBER, number);
  }

  /// `this + value · a · b`. **Gradient**: g; conj(value · b) · g; conj(value · a) · g. **Source**:
  /// torch.addcmul.
  default Tensor addcmul(Tensor a, Tensor b, Complex value) {
    return Call.run(Combining.ADDCMUL.with(Scalar.of(value)), self(), a, b);
  }

  /// `this + value · a / b`. **Gradient**: g; conj(value / b) · g; -conj(value · a / b²) · g.
  /// **Source**: torch.addcdiv.
  default Tensor addcdiv(Tensor a, Tensor b, Complex value) {
    CombinationCalls.checkAddcdiv(a, b);
    return Call.run(Combining.ADDCDIV.with(Scalar.of(value)), self(), a, b);
  }

  /// The point between this (weight 0) and `end` (weight 1). **Gradient**: conj(1 - weight) · g;
  /// conj(weight) · g. **Source**: torch.lerp.
  default Tensor lerp(Tensor end, Complex weight) {
    CombinationCalls.checkLerp(self(), end);
    return Call.run(Combining.LERP_NUMBER.with(Scalar.of(weight)), self(), end);
  }
}
