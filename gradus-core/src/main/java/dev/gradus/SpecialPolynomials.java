package dev.gradus;

import dev.gradus.op.special.Polynomials;

/// Orthogonal polynomials of single elements.
///
/// Of a degree below 0 they are 0; a degree with a fraction counts as the whole number towards 0.
/// **Shape**: operands broadcast. **Dtype**: integers become the default dtype. **Gradient**: none:
/// results never require grad. **Errors**: complex tensors.
abstract sealed class SpecialPolynomials permits SpecialAliases {
  SpecialPolynomials() {}

  /// A number as an operand that leaves the dtype of a floating-point tensor as it is.
  static Tensor number(double value, Tensor other) {
    boolean floating = other.dtype().isFloatingPoint();
    return Gradus.scalarTensor(value, floating ? other.dtype() : Gradus.getDefaultDtype());
  }

  /// Chebyshev's polynomial T of degree n. **Source**: torch.special.chebyshev\_polynomial\_t.
  public static Tensor chebyshevPolynomialT(Tensor x, Tensor n) {
    return Call.run(Polynomials.CHEBYSHEV_T, x, n);
  }

  /// [#chebyshevPolynomialT(Tensor, Tensor)] of one degree.
  public static Tensor chebyshevPolynomialT(Tensor x, double n) {
    return chebyshevPolynomialT(x, number(n, x));
  }

  /// [#chebyshevPolynomialT(Tensor, Tensor)] at one x.
  public static Tensor chebyshevPolynomialT(double x, Tensor n) {
    return chebyshevPolynomialT(number(x, n), n);
  }

  /// Chebyshev's polynomial U of degree n. **Source**: torch.special.chebyshev\_polynomial\_u.
  public static Tensor chebyshevPolynomialU(Tensor x, Tensor n) {
    return Call.run(Polynomials.CHEBYSHEV_U, x, n);
  }

  /// [#chebyshevPolynomialU(Tensor, Tensor)] of one degree.
  public static Tensor chebyshevPolynomialU(Tensor x, double n) {
    return chebyshevPolynomialU(x, number(n, x));
  }

  /// [#chebyshevPolynomialU(Tensor, Tensor)] at one x.
  public static Tensor chebyshevPolynomialU(double x, Tensor n) {
    return chebyshevPolynomialU(number(x, n), n);
  }

  /// Chebyshev's polynomial V of degree n. **Source**: torch.special.chebyshev\_polynomial\_v.
  public static Tensor chebyshevPolynomialV(Tensor x, Tensor n) {
    return Call.run(Polynomials.CHEBYSHEV_V, x, n);
  }

  /// [#chebyshevPolynomialV(Tensor, Tensor)] of one degree.
  public static Tensor chebyshevPolynomialV(Tensor x, double n) {
    return chebyshevPolynomialV(x, number(n, x));
  }

  /// [#chebyshevPolynomialV(Tensor, Tensor)] at one x.
  public static Tensor chebyshevPolynomialV(double x, Tensor n) {
    return chebyshevPolynomialV(number(x, n), n);
  }

  /// Chebyshev's polynomial W of degree n. **Source**: torch.special.chebyshev\_polynomial\_w.
  public static Tensor chebyshevPolynomialW(Tensor x, Tensor n) {
    return Call.run(Polynomials.CHEBYSHEV_W, x, n);
  }

  /// [#chebyshevPolynomialW(Tensor, Tensor)] of one degree.
  public static Tensor chebyshevPolynomialW(Tensor x, double n) {
    return chebyshevPolynomialW(x, number(n, x));
  }

  /// [#chebyshevPolynomialW(Tensor, Tensor)] at one x.
  public static Tensor chebyshevPolynomialW(double x, Tensor n) {
    return chebyshevPolynomialW(number(x, n), n);
  }

  /// Chebyshev's polynomial T of degree n at 2x - 1. **Source**:
  /// torch.special.shifted\_chebyshev\_polynomial\_t.
  public static Tensor shiftedChebyshevPolynomialT(Tensor x, Tensor n) {
    return Call.run(Polynomials.SHIFTED_T, x, n);
  }

  /// [#shiftedChebyshevPolynomialT(Tensor, Tensor)] of one degree.
  public static Tensor shiftedChebyshevPolynomialT(Tensor x, double n) {
    return shiftedChebyshevPolynomialT(x, number(n, x));
  }

  /// [#shiftedChebyshevPolynomialT(Tensor, Tensor)] at one x.
  public static Tensor shiftedChebyshevPolynomialT(double x, Tensor n) {
    return shiftedChebyshevPolynomialT(number(x, n), n);
  }

  /// Chebyshev's polynomial U of degree n at 2x - 1. **Source**:
  /// torch.special.shifted\_chebyshev\_polynomial\_u.
  public static Tensor shiftedChebyshevPolynomialU(Tensor x, Tensor n) {
    return Call.run(Polynomials.SHIFTED_U, x, n);
  }

  /// [#shiftedChebyshevPolynomialU(Tensor, Tensor)] of one degree.
  public static Tensor shiftedChebyshevPolynomialU(Tensor x, double n) {
    return shiftedChebyshevPolynomialU(x, number(n, x));
  }

  /// [#shiftedChebyshevPolynomialU(Tensor, Tensor)] at one x.
  public static Tensor shiftedChebyshevPolynomialU(double x, Tensor n) {
    return shiftedChebyshevPolynomialU(number(x, n), n);
  }

  /// Chebyshev's polynomial V of degree n at 2x - 1. **Source**:
  /// torch.special.shifted\_chebyshev\_polynomial\_v.
  public static Tensor shiftedChebyshevPolynomialV(Tensor x, Tensor n) {
    return Call.run(Polynomials.SHIFTED_V, x, n);
  }

  /// [#shiftedChebyshevPolynomialV(Tensor, Tensor)] of one degree.
  public static Tensor shiftedChebyshevPolynomialV(Tensor x, double n) {
    return shiftedChebyshevPolynomialV(x, number(n, x));
  }

  /// [#shiftedChebyshevPolynomialV(Tensor, Tensor)] at one x.
  public static Tensor shiftedChebyshevPolynomialV(double x, Tensor n) {
    return shiftedChebyshevPolynomialV(number(x, n), n);
  }

  /// Chebyshev's polynomial W of degree n at 2x - 1. **Source**:
  /// torch.special.shifted\_chebyshev\_polynomial\_w.
  public static Tensor shiftedChebyshevPolynomialW(Tensor x, Tensor n) {
    return Call.run(Polynomials.SHIFTED_W, x, n);
  }

  /// [#shiftedChebyshevPolynomialW(Tensor, Tensor)] of one degree.
  public static Tensor shiftedChebyshevPolynomialW(Tensor x, double n) {
    return shiftedChebyshevPolynomialW(x, number(n, x));
  }

  /// [#shiftedChebyshevPolynomialW(Tensor, Tensor)] at one x.
  public static Tensor shiftedChebyshevPolynomialW(double x, Tensor n) {
    return shiftedChebyshevPolynomialW(number(x, n), n);
  }

  /// Hermite's polynomial of degree n, as physicists have it. **Source**:
  /// torch.special.hermite\_polynomial\_h.
  public static Tensor hermitePolynomialH(Tensor x, Tensor n) {
    return Call.run(Polynomials.HERMITE_H, x, n);
  }

  /// [#hermitePolynomialH(Tensor, Tensor)] of one degree.
  public static Tensor hermitePolynomialH(Tensor x, double n) {
    return hermitePolynomialH(x, number(n, x));
  }

  /// [#hermitePolynomialH(Tensor, Tensor)] at one x.
  public static Tensor hermitePolynomialH(double x, Tensor n) {
    return hermitePolynomialH(number(x, n), n);
  }

  /// Hermite's polynomial of degree n, as statisticians have it. **Source**:
  /// torch.special.hermite\_polynomial\_he.
  public static Tensor hermitePolynomialHe(Tensor x, Tensor n) {
    return Call.run(Polynomials.HERMITE_HE, x, n);
  }

  /// [#hermitePolynomialHe(Tensor, Tensor)] of one degree.
  public static Tensor hermitePolynomialHe(Tensor x, double n) {
    return hermitePolynomialHe(x, number(n, x));
  }

  /// [#hermitePolynomialHe(Tensor, Tensor)] at one x.
  public static Tensor hermitePolynomialHe(double x, Tensor n) {
    return hermitePolynomialHe(number(x, n), n);
  }

  /// Laguerre's polynomial of degree n. **Source**: torch.special.laguerre\_polynomial\_l.
  public static Tensor laguerrePolynomialL(Tensor x, Tensor n) {
    return Call.run(Polynomials.LAGUERRE_L, x, n);
  }

  /// [#laguerrePolynomialL(Tensor, Tensor)] of one degree.
  public static Tensor laguerrePolynomialL(Tensor x, double n) {
    return laguerrePolynomialL(x, number(n, x));
  }

  /// [#laguerrePolynomialL(Tensor, Tensor)] at one x.
  public static Tensor laguerrePolynomialL(double x, Tensor n) {
    return laguerrePolynomialL(number(x, n), n);
  }

  /// Legendre's polynomial of degree n. **Source**: torch.special.legendre\_polynomial\_p.
  public static Tensor legendrePolynomialP(Tensor x, Tensor n) {
    return Call.run(Polynomials.LEGENDRE_P, x, n);
  }

  /// [#legendrePolynomialP(Tensor, Tensor)] of one degree.
  public static Tensor legendrePolynomialP(Tensor x, double n) {
    return legendrePolynomialP(x, number(n, x));
  }

  /// [#legendrePolynomialP(Tensor, Tensor)] at one x.
  public static Tensor legendrePolynomialP(double x, Tensor n) {
    return legendrePolynomialP(number(x, n), n);
  }
}
