package dev.gradus;

import dev.gradus.op.pointwise.Row;
import dev.gradus.op.special.Bessels;
import dev.gradus.op.special.Elementwise;
import dev.gradus.op.special.Gammas;
import dev.gradus.op.special.NormalRows;

/// The error function, gamma functions and their relatives. More of them: [Special].
///
/// **Shape**: that of this tensor. **Dtype**: integers become the default dtype; in place they
/// cannot. **Errors**: complex tensors; in place, an integer tensor.
public sealed interface SpecialFunctions permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor run(Row row) {
    return Call.run(row.call(), self());
  }

  private Tensor inPlace(Row row) {
    return Call.inPlace(row.call(), self());
  }

  private Tensor run(Elementwise f) {
    return Call.run(f, self());
  }

  private Tensor inPlace(Elementwise f) {
    return Call.inPlace(f, self());
  }

  /// The error function: 2/√π times the integral of exp(-t²) from 0 to this. **Gradient**: 2/√π ·
  /// exp(-this²) · g. **Source**: torch.erf, torch.special.erf.
  default Tensor erf() {
    return run(NormalRows.ERF);
  }

  /// [#erf()] in place.
  default Tensor erf_() {
    return inPlace(NormalRows.ERF);
  }

  /// 1 - erf, with all digits where it is small. **Gradient**: -2/√π · exp(-this²) · g. **Source**:
  /// torch.erfc, torch.special.erfc.
  default Tensor erfc() {
    return run(NormalRows.ERFC);
  }

  /// [#erfc()] in place.
  default Tensor erfc_() {
    return inPlace(NormalRows.ERFC);
  }

  /// The inverse of [#erf()]: infinite at ±1, nan beyond. **Gradient**: √π/2 · exp(y²) · g.
  /// **Source**: torch.erfinv, torch.special.erfinv.
  default Tensor erfinv() {
    return run(NormalRows.ERFINV);
  }

  /// [#erfinv()] in place.
  default Tensor erfinv_() {
    return inPlace(NormalRows.ERFINV);
  }

  /// The logarithm of the size of the gamma function; infinite at 0, -1, … **Gradient**: g ·
  /// digamma(this). **Source**: torch.lgamma, torch.special.gammaln.
  default Tensor lgamma() {
    return run(Gammas.LGAMMA);
  }

  /// [#lgamma()] in place.
  default Tensor lgamma_() {
    return inPlace(Gammas.LGAMMA);
  }

  /// The derivative of [#lgamma()]: at 0 infinite against the sign of the zero, at -1, -2, … nan.
  /// **Gradient**: g · polygamma(1, this). **Source**: torch.digamma, torch.special.psi.
  default Tensor digamma() {
    return run(Gammas.DIGAMMA);
  }

  /// [#digamma()] in place.
  default Tensor digamma_() {
    return inPlace(Gammas.DIGAMMA);
  }

  /// The derivative of [#digamma()] of order n. **Gradient**: g · polygamma(n + 1, this).
  /// **Errors**: a negative n. **Source**: torch.polygamma.
  default Tensor polygamma(long n) {
    return run(Gammas.polygamma(n));
  }

  /// [#polygamma(long)] in place.
  default Tensor polygamma_(long n) {
    return inPlace(Gammas.polygamma(n));
  }

  /// The logarithm of the multivariate gamma function of dimension p. **Gradient**: g · Σ
  /// digamma(this
  /// - j/2), j from 0 to p - 1. **Errors**: p is below 1. **Source**: torch.mvlgamma,
  ///   torch.special.multigammaln.
  default Tensor mvlgamma(long p) {
    return run(Gammas.mvlgamma(p));
  }

  /// [#mvlgamma(long)] in place.
  default Tensor mvlgamma_(long p) {
    return inPlace(Gammas.mvlgamma(p));
  }

  /// The modified Bessel function of the first kind of order 0. **Gradient**: g · i1(this).
  /// **Source**: torch.i0, torch.special.i0.
  default Tensor i0() {
    return run(Bessels.I0);
  }

  /// [#i0()] in place.
  default Tensor i0_() {
    return inPlace(Bessels.I0);
  }

  /// The part of the gamma function of this that lies below x, of 1. **Shape**: broadcast.
  /// **Gradient**: of x, g · x^(this - 1) · exp(-x) / Γ(this); of this there is none, and wanting
  /// it is an error. **Errors**: integers. **Source**: torch.igamma, torch.special.gammainc.
  default Tensor igamma(Tensor x) {
    return Call.run(Gammas.IGAMMA, self(), x);
  }

  /// [#igamma(Tensor)] in place.
  default Tensor igamma_(Tensor x) {
    return Call.inPlace(Gammas.IGAMMA, self(), x);
  }

  /// The part of the gamma function of this that lies above x, of 1. **Shape**: broadcast.
  /// **Gradient**: of x, -g · x^(this - 1) · exp(-x) / Γ(this); of this there is none, and wanting
  /// it is an error. **Errors**: integers. **Source**: torch.igammac, torch.special.gammaincc.
  default Tensor igammac(Tensor x) {
    return Call.run(Gammas.IGAMMAC, self(), x);
  }

  /// [#igammac(Tensor)] in place.
  default Tensor igammac_(Tensor x) {
    return Call.inPlace(Gammas.IGAMMAC, self(), x);
  }
}
