package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.op.pointwise.Division;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;

/// Division with a remainder, and powers in double precision.
///
/// **Shape**: operands broadcast. **Dtype**: the operands' common dtype unless stated.
///
/// **Errors**: bool tensors; an integer divided by 0: `ZeroDivisionError`.
public sealed interface Dividing permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor run(Row row, Tensor other) {
    DividingCalls.check(row.name(), self(), other);
    return Call.run(row.call(), self(), other);
  }

  private Tensor run(Row row, Scalar number) {
    DividingCalls.check(row.name(), self(), number);
    return Call.run(row.with(number), self());
  }

  private Tensor inPlace(Row row, Tensor other) {
    DividingCalls.check(row.name(), self(), other);
    return Call.inPlace(row.call(), self(), other);
  }

  private Tensor inPlace(Row row, Scalar number) {
    DividingCalls.check(row.name(), self(), number);
    return Call.inPlace(row.with(number), self());
  }

  /// The remainder with the sign of this. **Gradient**: g; -g · trunc(this / other). **Source**:
  /// torch.fmod.
  default Tensor fmod(Tensor other) {
    return run(Division.FMOD, other);
  }

  /// The remainder with the sign of this. **Gradient**: g.
  default Tensor fmod(double number) {
    return run(Division.FMOD_NUMBER, Scalar.of(number));
  }

  /// The remainder with the sign of this. **Gradient**: g.
  default Tensor fmod(long number) {
    return run(Division.FMOD_NUMBER, Scalar.of(number));
  }

  /// [#fmod(Tensor)] in place.
  default Tensor fmod_(Tensor other) {
    return inPlace(Division.FMOD, other);
  }

  /// [#fmod(double)] in place.
  default Tensor fmod_(double number) {
    return inPlace(Division.FMOD_NUMBER, Scalar.of(number));
  }

  /// [#fmod(long)] in place.
  default Tensor fmod_(long number) {
    return inPlace(Division.FMOD_NUMBER, Scalar.of(number));
  }

  /// The remainder with the sign of the divisor, Python's `%`. **Gradient**: g; -g · floor(this /
  /// other). **Source**: torch.remainder.
  default Tensor remainder(Tensor other) {
    return run(Division.REMAINDER, other);
  }

  /// The remainder with the sign of the divisor. **Gradient**: g.
  default Tensor remainder(double number) {
    return run(Division.REMAINDER_NUMBER, Scalar.of(number));
  }

  /// The remainder with the sign of the divisor. **Gradient**: g.
  default Tensor remainder(long number) {
    return run(Division.REMAINDER_NUMBER, Scalar.of(number));
  }

  /// [#remainder(Tensor)] in place.
  default Tensor remainder_(Tensor other) {
    return inPlace(Division.REMAINDER, other);
  }

  /// [#remainder(double)] in place.
  default Tensor remainder_(double number) {
    return inPlace(Division.REMAINDER_NUMBER, Scalar.of(number));
  }

  /// [#remainder(long)] in place.
  default Tensor remainder_(long number) {
    return inPlace(Division.REMAINDER_NUMBER, Scalar.of(number));
  }

  /// `number` modulo this. **Gradient**: -g · floor(number / this). **Source**:
  /// torch.Tensor.\_\_rmod\_\_.
  default Tensor rremainder(double number) {
    DividingCalls.checkDivisor("remainder", self(), Scalar.of(number));
    return Call.run(Division.REMAINDER_OF_NUMBER.with(Scalar.of(number)), self());
  }

  /// `number` modulo this. **Gradient**: -g · floor(number / this).
  default Tensor rremainder(long number) {
    DividingCalls.checkDivisor("remainder", self(), Scalar.of(number));
    return Call.run(Division.REMAINDER_OF_NUMBER.with(Scalar.of(number)), self());
  }

  /// The floor of the quotient, computed from the exact remainder. **Gradient**: none; backward
  /// throws, [#div(Tensor, String)] has one. **Source**: torch.floor\_divide.
  default Tensor floorDivide(Tensor other) {
    return run(Division.FLOOR_DIVIDE, other);
  }

  /// The floor of the quotient. **Gradient**: none; backward throws.
  default Tensor floorDivide(double number) {
    return run(Division.FLOOR_DIVIDE_NUMBER, Scalar.of(number));
  }

  /// The floor of the quotient. **Gradient**: none; backward throws.
  default Tensor floorDivide(long number) {
    return run(Division.FLOOR_DIVIDE_NUMBER, Scalar.of(number));
  }

  /// [#floorDivide(Tensor)] in place.
  default Tensor floorDivide_(Tensor other) {
    return inPlace(Division.FLOOR_DIVIDE, other);
  }

  /// [#floorDivide(double)] in place.
  default Tensor floorDivide_(double number) {
    return inPlace(Division.FLOOR_DIVIDE_NUMBER, Scalar.of(number));
  }

  /// [#floorDivide(long)] in place.
  default Tensor floorDivide_(long number) {
    return inPlace(Division.FLOOR_DIVIDE_NUMBER, Scalar.of(number));
  }

  /// The quotient rounded: "floor" down, "trunc" towards 0. **Gradient**: 0; 0. **Errors**: another
  /// mode. **Source**: torch.div(input, other, rounding\_mode=…).
  default Tensor div(Tensor other, String roundingMode) {
    return run(
        DividingCalls.isFloor(roundingMode) ? Division.DIV_FLOOR : Division.DIV_TRUNC, other);
  }

  /// The quotient rounded. **Gradient**: 0.
  default Tensor div(double number, String roundingMode) {
    return run(DividingCalls.byNumber(roundingMode), Scalar.of(number));
  }

  /// The quotient rounded. **Gradient**: 0.
  default Tensor div(long number, String roundingMode) {
    return run(DividingCalls.byNumber(roundingMode), Scalar.of(number));
  }

  /// [#div(Tensor, String)] in place.
  default Tensor div_(Tensor other, String roundingMode) {
    return inPlace(
        DividingCalls.isFloor(roundingMode) ? Division.DIV_FLOOR : Division.DIV_TRUNC, other);
  }

  /// [#div(double, String)] in place.
  default Tensor div_(double number, String roundingMode) {
    return inPlace(DividingCalls.byNumber(roundingMode), Scalar.of(number));
  }

  /// [#div(long, String)] in place.
  default Tensor div_(long number, String roundingMode) {
    return inPlace(DividingCalls.byNumber(roundingMode), Scalar.of(number));
  }

  /// A power in double precision. **Dtype**: float64 or complex128. **Gradient**: as
  /// [Tensor#pow(Tensor)]. **Source**: torch.float\_power.
  default Tensor floatPower(Tensor exponent) {
    DType wide = wide(self().isComplex() || exponent.isComplex());
    return self().to(wide).pow(exponent.to(wide));
  }

  /// A power in double precision. **Dtype**: float64 or complex128. **Gradient**: as
  /// [Tensor#pow(double)].
  default Tensor floatPower(double exponent) {
    return self().to(wide(self().isComplex())).pow(exponent);
  }

  /// [#floatPower(Tensor)] in place. **Errors**: this is not of the wide dtype.
  default Tensor floatPower_(Tensor exponent) {
    DType wide = wide(self().isComplex() || exponent.isComplex());
    DividingCalls.checkWide(self(), wide);
    return self().pow_(exponent.to(wide));
  }

  /// [#floatPower(double)] in place. **Errors**: this is not of the wide dtype.
  default Tensor floatPower_(double exponent) {
    DividingCalls.checkWide(self(), wide(self().isComplex()));
    return self().pow_(exponent);
  }

  private static DType wide(boolean complex) {
    return complex ? DType.COMPLEX128 : DType.FLOAT64;
  }
}
