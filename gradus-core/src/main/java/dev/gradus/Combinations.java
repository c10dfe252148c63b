package dev.gradus;

import dev.gradus.op.pointwise.Combining;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;

/// Functions of two or three tensors.
///
/// **Shape**: operands broadcast. **Dtype**: the operands' common dtype unless stated.
public sealed interface Combinations permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor run(Row row, Tensor other) {
    return Call.run(row.call(), self(), other);
  }

  private Tensor inPlace(Row row, Tensor other) {
    return Call.inPlace(row.call(), self(), other);
  }

  /// `this + a · b`. **Gradient**: g; g · b; g · a. **Source**: torch.addcmul.
  default Tensor addcmul(Tensor a, Tensor b) {
    return addcmul(a, b, 1);
  }

  /// `this + value · a · b`. **Gradient**: g; value · g · b; value · g · a. **Errors**: integers
  /// with a fraction for a value.
  default Tensor addcmul(Tensor a, Tensor b, double value) {
    return Call.run(
        Combining.ADDCMUL.with(CombinationCalls.value(self(), a, b, value)), self(), a, b);
  }

  /// [#addcmul(Tensor, Tensor)] in place.
  default Tensor addcmul_(Tensor a, Tensor b) {
    return addcmul_(a, b, 1);
  }

  /// [#addcmul(Tensor, Tensor, double)] in place.
  default Tensor addcmul_(Tensor a, Tensor b, double value) {
    return Call.inPlace(
        Combining.ADDCMUL.with(CombinationCalls.value(self(), a, b, value)), self(), a, b);
  }

  /// `this + a / b`. **Gradient**: g; g / b; -g · a / b². **Errors**: both integers. **Source**:
  /// torch.addcdiv.
  default Tensor addcdiv(Tensor a, Tensor b) {
    return addcdiv(a, b, 1);
  }

  /// `this + value · a / b`. **Gradient**: g; value · g / b; -value · g · a / b². **Errors**: both
  /// integers.
  default Tensor addcdiv(Tensor a, Tensor b, double value) {
    CombinationCalls.checkAddcdiv(a, b);
    return Call.run(Combining.ADDCDIV.with(Scalar.of(value)), self(), a, b);
  }

  /// [#addcdiv(Tensor, Tensor)] in place.
  default Tensor addcdiv_(Tensor a, Tensor b) {
    return addcdiv_(a, b, 1);
  }

  /// [#addcdiv(Tensor, Tensor, double)] in place.
  default Tensor addcdiv_(Tensor a, Tensor b, double value) {
    CombinationCalls.checkAddcdiv(a, b);
    return Call.inPlace(Combining.ADDCDIV.with(Scalar.of(value)), self(), a, b);
  }

  /// The point between this (weight 0) and `end` (weight 1). **Gradient**: (1 - weight) · g; weight
  /// · g. **Errors**: integers; different dtypes. **Source**: torch.lerp.
  default Tensor lerp(Tensor end, double weight) {
    CombinationCalls.checkLerp(self(), end);
    return Call.run(Combining.LERP_NUMBER.with(Scalar.of(weight)), self(), end);
  }

  /// With a weight for each element. **Gradient**: (1 - weight) · g; weight · g; (end - this) · g.
  default Tensor lerp(Tensor end, Tensor weight) {
    CombinationCalls.checkLerp(self(), end, weight);
    return Call.run(Combining.LERP.call(), self(), end, weight);
  }

  /// [#lerp(Tensor, double)] in place.
  default Tensor lerp_(Tensor end, double weight) {
    CombinationCalls.checkLerp(self(), end);
    return Call.inPlace(Combining.LERP_NUMBER.with(Scalar.of(weight)), self(), end);
  }

  /// [#lerp(Tensor, Tensor)] in place.
  default Tensor lerp_(Tensor end, Tensor weight) {
    CombinationCalls.checkLerp(self(), end, weight);
    return Call.inPlace(Combining.LERP.call(), self(), end, weight);
  }

  /// sqrt(this² + other²) without overflow. **Gradient**: g · this / y; g · other / y, nan where
  /// both are 0. **Dtype**: integers become the default dtype. **Source**: torch.hypot.
  default Tensor hypot(Tensor other) {
    return run(Combining.HYPOT, other);
  }

  /// [#hypot(Tensor)] in place.
  default Tensor hypot_(Tensor other) {
    return inPlace(Combining.HYPOT, other);
  }

  /// log(exp(this) + exp(other)) without overflow. **Gradient**: each operand's share, g / (1 +
  /// exp(other - this)); nan where both are infinite and equal. **Source**: torch.logaddexp.
  default Tensor logaddexp(Tensor other) {
    return run(Combining.LOGADDEXP, other);
  }

  /// The same to base 2. **Source**: torch.logaddexp2.
  default Tensor logaddexp2(Tensor other) {
    return run(Combining.LOGADDEXP2, other);
  }

  /// The magnitude of this with the sign of `other`, of -0 too. **Gradient**: g · y / this, 0 where
  /// this is 0; 0. **Dtype**: integers become the default dtype. **Source**: torch.copysign.
  default Tensor copysign(Tensor other) {
    return run(Combining.COPYSIGN, other);
  }

  /// The magnitude of this with the sign of a number. **Gradient**: g · y / this, 0 where this is
  /// 0.
  default Tensor copysign(double number) {
    return Call.run(Combining.COPYSIGN_NUMBER.with(Scalar.of(number)), self());
  }

  /// [#copysign(Tensor)] in place.
  default Tensor copysign_(Tensor other) {
    return inPlace(Combining.COPYSIGN, other);
  }

  /// [#copysign(double)] in place.
  default Tensor copysign_(double number) {
    return Call.inPlace(Combining.COPYSIGN_NUMBER.with(Scalar.of(number)), self());
  }

  /// this · log(other); 0 where this is 0, whatever the other is but nan. **Gradient**: g ·
  /// log(other), 0 where this is 0 and the other not positive; g · this / other. **Dtype**:
  /// integers become the default dtype. **Source**: torch.xlogy.
  default Tensor xlogy(Tensor other) {
    return run(Combining.XLOGY, other);
  }

  /// this · log(number). **Gradient**: g · log(number).
  default Tensor xlogy(double number) {
    return Call.run(Combining.XLOGY_NUMBER.with(Scalar.of(number)), self());
  }

  /// [#xlogy(Tensor)] in place.
  default Tensor xlogy_(Tensor other) {
    return inPlace(Combining.XLOGY, other);
  }

  /// [#xlogy(double)] in place.
  default Tensor xlogy_(double number) {
    return Call.inPlace(Combining.XLOGY_NUMBER.with(Scalar.of(number)), self());
  }

  /// this · log(1 + other); 0 where this is 0, whatever the other is but nan. **Gradient**: g ·
  /// log(1 + other), 0 where this is 0 and the other at most -1; g · this / (1 + other).
  /// **Source**: torch.special.xlog1py.
  default Tensor xlog1py(Tensor other) {
    return run(Combining.XLOG1PY, other);
  }

  /// The entropy -x log x; 0 at 0, -inf below. **Gradient**: (-log x - 1) · g. **Source**:
  /// torch.special.entr.
  default Tensor entr() {
    return Call.run(Combining.ENTR.call(), self());
  }

  /// The larger of both; nan only where both are. **Gradient**: g to the larger, half each at a
  /// tie. **Source**: torch.fmax.
  default Tensor fmax(Tensor other) {
    return run(Combining.FMAX, other);
  }

  /// The smaller of both; nan only where both are. **Gradient**: g to the smaller, half each at a
  /// tie. **Source**: torch.fmin.
  default Tensor fmin(Tensor other) {
    return run(Combining.FMIN, other);
  }

  /// Where |this - other| ≤ atol + rtol · |other|, and at equal infinities. **Dtype**: bool.
  /// **Errors**: different dtypes, a negative tolerance. **Source**: torch.isclose.
  default Tensor isclose(Tensor other, double rtol, double atol, boolean equalNan) {
    return CombinationCalls.isclose(self(), other, rtol, atol, equalNan);
  }

  /// As [#isclose(Tensor, double, double, boolean)] with PyTorch's tolerances 1e-5 and 1e-8.
  default Tensor isclose(Tensor other) {
    return isclose(other, 1e-5, 1e-8, false);
  }
}
