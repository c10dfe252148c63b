package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.op.pointwise.Comparisons;
import dev.gradus.op.pointwise.Rounding;
import dev.gradus.op.pointwise.Row;
import org.jspecify.annotations.Nullable;

/// Rounding, signs, and the replacement of what is not finite.
///
/// **Shape**: that of this tensor. **Dtype**: that of this tensor unless stated; rounding leaves
/// integers as they are.
///
/// **Errors**: bool tensors cannot be rounded.
public sealed interface RoundingFunctions permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor rounded(Row row) {
    Checks.notBool(row.name(), self());
    return Call.run(row.call(), self());
  }

  private Tensor roundedInPlace(Row row) {
    Checks.notBool(row.name(), self());
    return Call.inPlace(row.call(), self());
  }

  /// The largest whole number that is not larger. **Gradient**: 0. **Source**: torch.floor.
  default Tensor floor() {
    return rounded(Rounding.FLOOR);
  }

  /// [#floor()] in place.
  default Tensor floor_() {
    return roundedInPlace(Rounding.FLOOR);
  }

  /// The smallest whole number that is not smaller. **Gradient**: 0. **Source**: torch.ceil.
  default Tensor ceil() {
    return rounded(Rounding.CEIL);
  }

  /// [#ceil()] in place.
  default Tensor ceil_() {
    return roundedInPlace(Rounding.CEIL);
  }

  /// The whole number next towards 0. **Gradient**: 0. **Source**: torch.trunc.
  default Tensor trunc() {
    return rounded(Rounding.TRUNC);
  }

  /// [#trunc()] in place.
  default Tensor trunc_() {
    return roundedInPlace(Rounding.TRUNC);
  }

  /// Another name of [#trunc()]. **Source**: torch.fix.
  default Tensor fix() {
    return trunc();
  }

  /// [#fix()] in place.
  default Tensor fix_() {
    return trunc_();
  }

  /// The nearest whole number; of two equally near the even one. **Gradient**: 0. **Source**:
  /// torch.round.
  default Tensor round() {
    return rounded(Rounding.ROUND);
  }

  /// [#round()] in place.
  default Tensor round_() {
    return roundedInPlace(Rounding.ROUND);
  }

  /// Rounded to digits after the point, or for negative `decimals` before it, by a multiplication
  /// and a division by a power of ten. **Gradient**: 0. **Errors**: `decimals` other than 0 of an
  /// integer tensor. **Source**: torch.round(input, decimals=…).
  default Tensor round(int decimals) {
    return Call.run(RoundingCalls.round(self(), decimals), self());
  }

  /// [#round(int)] in place.
  default Tensor round_(int decimals) {
    return Call.inPlace(RoundingCalls.round(self(), decimals), self());
  }

  /// What [#trunc()] takes away, with the sign of this. **Gradient**: g. **Errors**: integers.
  /// **Source**: torch.frac.
  default Tensor frac() {
    Checks.floating("frac", self());
    return Call.run(Rounding.FRAC.call(), self());
  }

  /// [#frac()] in place.
  default Tensor frac_() {
    Checks.floating("frac", self());
    return Call.inPlace(Rounding.FRAC.call(), self());
  }

  /// -1, 0 or 1; nan for nan; of a complex number `z / |z|`, 0 at 0. **Gradient**: 0; of a complex
  /// number (g - y · re(conj(g) · y)) / |z|. **Source**: torch.sgn.
  default Tensor sgn() {
    return Call.run(sgnRow().call(), self());
  }

  /// [#sgn()] in place.
  default Tensor sgn_() {
    return Call.inPlace(sgnRow().call(), self());
  }

  private Row sgnRow() {
    return self().dtype().isComplex() ? Rounding.SGN_COMPLEX : Rounding.SGN;
  }

  /// Where the sign is set: below 0, at -0 and at a negative nan. **Dtype**: bool. **Source**:
  /// torch.signbit.
  default Tensor signbit() {
    return Call.run(Rounding.SIGNBIT.call(), self());
  }

  /// Where this is inf. **Dtype**: bool. **Source**: torch.isposinf.
  default Tensor isposinf() {
    return self().dtype().isIntegral()
        ? constant(false)
        : Call.run(Rounding.ISPOSINF.call(), self());
  }

  /// Where this is -inf. **Dtype**: bool. **Source**: torch.isneginf.
  default Tensor isneginf() {
    return self().dtype().isIntegral()
        ? constant(false)
        : Call.run(Rounding.ISNEGINF.call(), self());
  }

  /// Where the imaginary part is 0. **Dtype**: bool. **Source**: torch.isreal.
  default Tensor isreal() {
    return self().dtype().isComplex()
        ? Call.run(Comparisons.ISREAL.call(), self())
        : constant(true);
  }

  private Tensor constant(boolean value) {
    long[] sizes = self().layout().sizes();
    return value ? Gradus.ones(DType.BOOL, sizes) : Gradus.zeros(DType.BOOL, sizes);
  }

  /// With 0 for nan and the largest and smallest finite numbers for inf and -inf. **Gradient**: g
  /// where this is finite, else 0. **Source**: torch.nan\_to\_num.
  default Tensor nanToNum() {
    return nanToNum(0, null, null);
  }

  /// With `nan` for nan, `posinf` for inf and `neginf` for -inf; null stands for the largest and
  /// the smallest finite number. **Gradient**: g where this is finite, else 0.
  default Tensor nanToNum(double nan, @Nullable Double posinf, @Nullable Double neginf) {
    return self().dtype().isIntegral()
        ? self().clone()
        : Call.run(RoundingCalls.nanToNum(self(), nan, posinf, neginf), self());
  }

  /// [#nanToNum()] in place.
  default Tensor nanToNum_() {
    return nanToNum_(0, null, null);
  }

  /// [#nanToNum(double, Double, Double)] in place.
  default Tensor nanToNum_(double nan, @Nullable Double posinf, @Nullable Double neginf) {
    return self().dtype().isIntegral()
        ? self()
        : Call.inPlace(RoundingCalls.nanToNum(self(), nan, posinf, neginf), self());
  }

  /// Degrees as radians. **Dtype**: integers become the default dtype. **Gradient**: g · π / 180.
  /// **Source**: torch.deg2rad.
  default Tensor deg2rad() {
    return Call.run(Rounding.DEG2RAD.call(), self());
  }

  /// [#deg2rad()] in place.
  default Tensor deg2rad_() {
    return Call.inPlace(Rounding.DEG2RAD.call(), self());
  }

  /// Radians as degrees. **Dtype**: integers become the default dtype. **Gradient**: g · 180 / π.
  /// **Source**: torch.rad2deg.
  default Tensor rad2deg() {
    return Call.run(Rounding.RAD2DEG.call(), self());
  }

  /// [#rad2deg()] in place.
  default Tensor rad2deg_() {
    return Call.inPlace(Rounding.RAD2DEG.call(), self());
  }
}
