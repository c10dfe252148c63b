package dev.gradus;

import dev.gradus.op.pointwise.Hyperbolic;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;

/// Hyperbolic functions, their inverses, and exponentials and logarithms of other bases.
///
/// **Shape**: that of this tensor. **Dtype**: integers become the default dtype; in place they
/// cannot. **Errors**: in place, an integer tensor.
public sealed interface HyperbolicFunctions permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor run(Row row) {
    return Call.run(row.call(), self());
  }

  private Tensor inPlace(Row row) {
    return Call.inPlace(row.call(), self());
  }

  /// 2 to the power of this. **Gradient**: y · log 2 · g. **Source**: torch.exp2.
  default Tensor exp2() {
    return run(Hyperbolic.EXP2);
  }

  /// [#exp2()] in place.
  default Tensor exp2_() {
    return inPlace(Hyperbolic.EXP2);
  }

  /// The logarithm to base 2, whole for powers of 2. **Gradient**: g / (this · log 2). **Source**:
  /// torch.log2.
  default Tensor log2() {
    return run(Hyperbolic.LOG2);
  }

  /// [#log2()] in place.
  default Tensor log2_() {
    return inPlace(Hyperbolic.LOG2);
  }

  /// The logarithm to base 10, whole for powers of 10. **Gradient**: g / (this · log 10).
  /// **Source**: torch.log10.
  default Tensor log10() {
    return run(Hyperbolic.LOG10);
  }

  /// [#log10()] in place.
  default Tensor log10_() {
    return inPlace(Hyperbolic.LOG10);
  }

  /// The tangent of radians. **Gradient**: (y² + 1) · g. **Source**: torch.tan.
  default Tensor tan() {
    return run(Hyperbolic.TAN);
  }

  /// [#tan()] in place.
  default Tensor tan_() {
    return inPlace(Hyperbolic.TAN);
  }

  /// The hyperbolic sine. **Gradient**: cosh(this) · g. **Source**: torch.sinh.
  default Tensor sinh() {
    return run(Hyperbolic.SINH);
  }

  /// [#sinh()] in place.
  default Tensor sinh_() {
    return inPlace(Hyperbolic.SINH);
  }

  /// The hyperbolic cosine. **Gradient**: sinh(this) · g. **Source**: torch.cosh.
  default Tensor cosh() {
    return run(Hyperbolic.COSH);
  }

  /// [#cosh()] in place.
  default Tensor cosh_() {
    return inPlace(Hyperbolic.COSH);
  }

  /// The inverse of [#sinh()]. **Gradient**: g / sqrt(this² + 1). **Source**: torch.asinh.
  default Tensor asinh() {
    return run(Hyperbolic.ASINH);
  }

  /// [#asinh()] in place.
  default Tensor asinh_() {
    return inPlace(Hyperbolic.ASINH);
  }

  /// Another name of [#asinh()]. **Source**: torch.arcsinh.
  default Tensor arcsinh() {
    return asinh();
  }

  /// [#asinh()] in place.
  default Tensor arcsinh_() {
    return asinh_();
  }

  /// The inverse of [#cosh()] from 1 on, nan below. **Gradient**: g / sqrt(this² - 1), inf at 1.
  /// **Source**: torch.acosh.
  default Tensor acosh() {
    return run(Hyperbolic.ACOSH);
  }

  /// [#acosh()] in place.
  default Tensor acosh_() {
    return inPlace(Hyperbolic.ACOSH);
  }

  /// Another name of [#acosh()]. **Source**: torch.arccosh.
  default Tensor arccosh() {
    return acosh();
  }

  /// [#acosh()] in place.
  default Tensor arccosh_() {
    return acosh_();
  }

  /// The inverse of [Tensor#tanh()]; nan beyond ±1. **Gradient**: g / (1 - this²), inf at ±1.
  /// **Source**: torch.atanh.
  default Tensor atanh() {
    return run(Hyperbolic.ATANH);
  }

  /// [#atanh()] in place.
  default Tensor atanh_() {
    return inPlace(Hyperbolic.ATANH);
  }

  /// Another name of [#atanh()]. **Source**: torch.arctanh.
  default Tensor arctanh() {
    return atanh();
  }

  /// [#atanh()] in place.
  default Tensor arctanh_() {
    return atanh_();
  }

  /// The inverse of [Tensor#sigmoid()]: log(x / (1 - x)), nan outside 0 … 1. **Gradient**: g / (x
  /// (1 - x)). **Source**: torch.logit.
  default Tensor logit() {
    return run(Hyperbolic.LOGIT);
  }

  /// As [#logit()] of this limited to `eps` … 1 - `eps`. **Gradient**: 0 where it was limited.
  default Tensor logit(double eps) {
    return Call.run(Hyperbolic.LOGIT_EPS.with(Scalar.of(eps)), self());
  }

  /// [#logit()] in place.
  default Tensor logit_() {
    return inPlace(Hyperbolic.LOGIT);
  }

  /// [#logit(double)] in place.
  default Tensor logit_(double eps) {
    return Call.inPlace(Hyperbolic.LOGIT_EPS.with(Scalar.of(eps)), self());
  }

  /// sin(πx) / (πx), 1 at 0. **Gradient**: (cos(πx) - y) / x · g, 0 at 0. **Source**: torch.sinc.
  default Tensor sinc() {
    return run(Hyperbolic.SINC);
  }

  /// [#sinc()] in place.
  default Tensor sinc_() {
    return inPlace(Hyperbolic.SINC);
  }
}
