package dev.gradus;

import dev.gradus.op.special.Bessels;
import dev.gradus.op.special.Gammas;
import dev.gradus.op.special.NormalRows;

/// PyTorch's `torch.special`: functions of single elements.
///
/// **Shape**: that of the tensor; two operands broadcast. **Dtype**: integers become the default
/// dtype. **Errors**: complex tensors.
public final class Special extends SpecialAliases {
  private Special() {}

  /// exp(x²) · erfc(x), without overflow where x is large. **Gradient**: (2 · x · y - 2/√π) · g.
  /// **Source**: torch.special.erfcx.
  public static Tensor erfcx(Tensor x) {
    return Call.run(NormalRows.ERFCX.call(), x);
  }

  /// The share of the standard normal distribution below x. **Gradient**: exp(-x²/2) / √(2π) · g.
  /// **Source**: torch.special.ndtr.
  public static Tensor ndtr(Tensor x) {
    return Call.run(NormalRows.NDTR.call(), x);
  }

  /// The logarithm of [#ndtr(Tensor)], with all digits far below 0. **Gradient**: √(2/π) · g /
  /// erfcx(-x/√2). **Source**: torch.special.log\_ndtr.
  public static Tensor logNdtr(Tensor x) {
    return Call.run(NormalRows.LOG_NDTR.call(), x);
  }

  /// The inverse of [#ndtr(Tensor)]: infinite at 0 and 1, nan outside. **Gradient**: √(2π) ·
  /// exp(y²/2) · g. **Source**: torch.special.ndtri.
  public static Tensor ndtri(Tensor x) {
    return Call.run(NormalRows.NDTRI, x);
  }

  /// exp(-|x|) · i0(x). **Gradient**: g · (i1e(x) - sign(x) · y). **Source**: torch.special.i0e.
  public static Tensor i0e(Tensor x) {
    return Call.run(Bessels.I0E, x);
  }

  /// The modified Bessel function of the first kind of order 1. **Gradient**: g · (i0(x) - y / x),
  /// g/2 at 0. **Source**: torch.special.i1.
  public static Tensor i1(Tensor x) {
    return Call.run(Bessels.I1, x);
  }

  /// exp(-|x|) · i1(x). **Gradient**: g · (i0e(x) - y · (sign(x) + 1 / x)), g/2 at 0. **Source**:
  /// torch.special.i1e.
  public static Tensor i1e(Tensor x) {
    return Call.run(Bessels.I1E, x);
  }

  /// Hurwitz's zeta function: the sum of (q + k)^-s over k from 0 on. Infinite for s = 1, nan for
  /// smaller s. **Gradient**: of q, -g · s · zeta(s + 1, q); of s there is none, and wanting it is
  /// an error. **Source**: torch.special.zeta.
  public static Tensor zeta(Tensor s, Tensor q) {
    return Call.run(Gammas.ZETA, s, q);
  }

  /// [#zeta(Tensor, Tensor)] of one q.
  public static Tensor zeta(Tensor s, double q) {
    return zeta(s, number(q, s));
  }

  /// [#zeta(Tensor, Tensor)] of one s.
  public static Tensor zeta(double s, Tensor q) {
    return zeta(number(s, q), q);
  }

  /// Airy's function Ai. **Gradient**: none: results never require grad. **Source**:
  /// torch.special.airy\_ai.
  public static Tensor airyAi(Tensor x) {
    return Call.run(Bessels.AIRY_AI, x);
  }

  /// The Bessel function of the first kind of order 0. **Gradient**: none: results never require
  /// grad. **Source**: torch.special.bessel\_j0.
  public static Tensor besselJ0(Tensor x) {
    return Call.run(Bessels.J0, x);
  }

  /// The Bessel function of the first kind of order 1. **Gradient**: none: results never require
  /// grad. **Source**: torch.special.bessel\_j1.
  public static Tensor besselJ1(Tensor x) {
    return Call.run(Bessels.J1, x);
  }

  /// The Bessel function of the second kind of order 0; nan below 0. **Gradient**: none: results
  /// never require grad. **Source**: torch.special.bessel\_y0.
  public static Tensor besselY0(Tensor x) {
    return Call.run(Bessels.Y0, x);
  }

  /// The Bessel function of the second kind of order 1; nan below 0. **Gradient**: none: results
  /// never require grad. **Source**: torch.special.bessel\_y1.
  public static Tensor besselY1(Tensor x) {
    return Call.run(Bessels.Y1, x);
  }

  /// [#i0(Tensor)] without gradient. **Gradient**: none: results never require grad. **Source**:
  /// torch.special.modified\_bessel\_i0.
  public static Tensor modifiedBesselI0(Tensor x) {
    return Call.run(Bessels.MODIFIED_I0, x);
  }

  /// [#i1(Tensor)] without gradient. **Gradient**: none: results never require grad. **Source**:
  /// torch.special.modified\_bessel\_i1.
  public static Tensor modifiedBesselI1(Tensor x) {
    return Call.run(Bessels.MODIFIED_I1, x);
  }

  /// The modified Bessel function of the second kind of order 0; nan below 0. **Gradient**: none:
  /// results never require grad. **Source**: torch.special.modified\_bessel\_k0.
  public static Tensor modifiedBesselK0(Tensor x) {
    return Call.run(Bessels.MODIFIED_K0, x);
  }

  /// The modified Bessel function of the second kind of order 1; nan below 0. **Gradient**: none:
  /// results never require grad. **Source**: torch.special.modified\_bessel\_k1.
  public static Tensor modifiedBesselK1(Tensor x) {
    return Call.run(Bessels.MODIFIED_K1, x);
  }

  /// exp(x) · modifiedBesselK0(x). **Gradient**: none: results never require grad. **Source**:
  /// torch.special.scaled\_modified\_bessel\_k0.
  public static Tensor scaledModifiedBesselK0(Tensor x) {
    return Call.run(Bessels.SCALED_K0, x);
  }

  /// exp(x) · modifiedBesselK1(x). **Gradient**: none: results never require grad. **Source**:
  /// torch.special.scaled\_modified\_bessel\_k1.
  public static Tensor scaledModifiedBesselK1(Tensor x) {
    return Call.run(Bessels.SCALED_K1, x);
  }

  /// sin(x) / x. **Gradient**: none: results never require grad. **Source**:
  /// torch.special.spherical\_bessel\_j0.
  public static Tensor sphericalBesselJ0(Tensor x) {
    return Call.run(Bessels.SPHERICAL_J0, x);
  }
}
