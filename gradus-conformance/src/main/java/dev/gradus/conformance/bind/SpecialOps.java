package dev.gradus.conformance.bind;

import dev.gradus.FractionAndExponent;
import dev.gradus.Special;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Bindings;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Special functions of each element.
final class SpecialOps {
  private SpecialOps() {}

  static void bind(Bindings<Tensor> b) {
    arcs(b);
    gammas(b);
    special(b);
    numbers(b);
    polynomials(b);
  }

  private static void arcs(Bindings<Tensor> b) {
    unary(b, "asin arcsin", Tensor::asin);
    unary(b, "acos arccos", Tensor::acos);
    unary(b, "atan arctan", Tensor::atan);
    binary(b, "atan2 arctan2", Tensor::atan2);
    unary(b, "erf special.erf", Tensor::erf);
    unary(b, "erfc special.erfc", Tensor::erfc);
    unary(b, "erfinv special.erfinv", Tensor::erfinv);
  }

  private static void gammas(Bindings<Tensor> b) {
    unary(b, "lgamma special.gammaln", Tensor::lgamma);
    unary(b, "digamma special.digamma special.psi", Tensor::digamma);
    b.op(
        "polygamma special.polygamma",
        "input: tensor, n: int",
        a -> a.tensor("input").polygamma(a.longValue("n")));
    b.op(
        "polygamma special.polygamma",
        "n: int, input: tensor",
        a -> a.tensor("input").polygamma(a.longValue("n")));
    b.op(
        "mvlgamma special.multigammaln",
        "input: tensor, p: int",
        a -> a.tensor("input").mvlgamma(a.longValue("p")));
    binary(b, "igamma special.gammainc", Tensor::igamma);
    binary(b, "igammac special.gammaincc", Tensor::igammac);
    withNumbers(b, "special.zeta", Special::zeta, Special::zeta, Special::zeta);
    unary(b, "i0 special.i0", Tensor::i0);
  }

  private static void special(Bindings<Tensor> b) {
    unary(b, "special.airy_ai", Special::airyAi);
    unary(b, "special.bessel_j0", Special::besselJ0);
    unary(b, "special.bessel_j1", Special::besselJ1);
    unary(b, "special.bessel_y0", Special::besselY0);
    unary(b, "special.bessel_y1", Special::besselY1);
    unary(b, "special.modified_bessel_i0", Special::modifiedBesselI0);
    unary(b, "special.modified_bessel_i1", Special::modifiedBesselI1);
    unary(b, "special.modified_bessel_k0", Special::modifiedBesselK0);
    unary(b, "special.modified_bessel_k1", Special::modifiedBesselK1);
    unary(b, "special.scaled_modified_bessel_k0", Special::scaledModifiedBesselK0);
    unary(b, "special.scaled_modified_bessel_k1", Special::scaledModifiedBesselK1);
    unary(b, "special.spherical_bessel_j0", Special::sphericalBesselJ0);
    unary(b, "special.i0e", Special::i0e);
    unary(b, "special.i1", Special::i1);
    unary(b, "special.i1e", Special::i1e);
    unary(b, "special.ndtr", Special::ndtr);
    unary(b, "special.ndtri", Special::ndtri);
    unary(b, "special.log_ndtr", Special::logNdtr);
    unary(b, "special.erfcx", Special::erfcx);
  }

  private static void numbers(Bindings<Tensor> b) {
    binary(b, "gcd", Tensor::gcd);
    binary(b, "lcm", Tensor::lcm);
    binary(b, "nextafter", Tensor::nextafter);
    binary(b, "ldexp", Tensor::ldexp);
    b.op(
        "frexp",
        "input: tensor",
        a -> {
          FractionAndExponent parts = a.tensor("input").frexp();
          return List.of(parts.mantissa(), parts.exponent());
        });
  }

  private static void polynomials(Bindings<Tensor> b) {
    withNumbers(
        b,
        "special.chebyshev_polynomial_t",
        Special::chebyshevPolynomialT,
        Special::chebyshevPolynomialT,
        Special::chebyshevPolynomialT);
    withNumbers(
        b,
        "special.chebyshev_polynomial_u",
        Special::chebyshevPolynomialU,
        Special::chebyshevPolynomialU,
        Special::chebyshevPolynomialU);
    withNumbers(
        b,
        "special.chebyshev_polynomial_v",
        Special::chebyshevPolynomialV,
        Special::chebyshevPolynomialV,
        Special::chebyshevPolynomialV);
    withNumbers(
        b,
        "special.chebyshev_polynomial_w",
        Special::chebyshevPolynomialW,
        Special::chebyshevPolynomialW,
        Special::chebyshevPolynomialW);
    withNumbers(
        b,
        "special.shifted_chebyshev_polynomial_t",
        Special::shiftedChebyshevPolynomialT,
        Special::shiftedChebyshevPolynomialT,
        Special::shiftedChebyshevPolynomialT);
    withNumbers(
        b,
        "special.shifted_chebyshev_polynomial_u",
        Special::shiftedChebyshevPolynomialU,
        Special::shiftedChebyshevPolynomialU,
        Special::shiftedChebyshevPolynomialU);
    withNumbers(
        b,
        "special.shifted_chebyshev_polynomial_v",
        Special::shiftedChebyshevPolynomialV,
        Special::shiftedChebyshevPolynomialV,
        Special::shiftedChebyshevPolynomialV);
    withNumbers(
        b,
        "special.shifted_chebyshev_polynomial_w",
        Special::shiftedChebyshevPolynomialW,
        Special::shiftedChebyshevPolynomialW,
        Special::shiftedChebyshevPolynomialW);
    withNumbers(
        b,
        "special.hermite_polynomial_h",
        Special::hermitePolynomialH,
        Special::hermitePolynomialH,
        Special::hermitePolynomialH);
    withNumbers(
        b,
        "special.hermite_polynomial_he",
        Special::hermitePolynomialHe,
        Special::hermitePolynomialHe,
        Special::hermitePolynomialHe);
    withNumbers(
        b,
        "special.laguerre_polynomial_l",
        Special::laguerrePolynomialL,
        Special::laguerrePolynomialL,
        Special::laguerrePolynomialL);
    withNumbers(
        b,
        "special.legendre_polynomial_p",
        Special::legendrePolynomialP,
        Special::legendrePolynomialP,
        Special::legendrePolynomialP);
  }

  /// A tensor and a number.
  @FunctionalInterface
  interface AtNumber {
    Tensor call(Tensor x, double n);
  }

  /// A number and a tensor.
  @FunctionalInterface
  interface OfNumber {
    Tensor call(double x, Tensor n);
  }

  private static void withNumbers(
      Bindings<Tensor> b,
      String name,
      BinaryOperator<Tensor> f,
      AtNumber atNumber,
      OfNumber ofNumber) {
    b.op(name, "x: tensor, n: tensor", a -> f.apply(a.tensor("x"), a.tensor("n")));
    b.op(name, "x: tensor, n: number", a -> atNumber.call(a.tensor("x"), a.real("n")));
    b.op(name, "x: number, n: tensor", a -> ofNumber.call(a.real("x"), a.tensor("n")));
  }

  private static void unary(Bindings<Tensor> b, String names, UnaryOperator<Tensor> f) {
    b.op(names, "input: tensor", a -> f.apply(a.tensor("input")));
  }

  private static void binary(Bindings<Tensor> b, String names, BinaryOperator<Tensor> f) {
    b.op(names, "input: tensor, other: tensor", a -> f.apply(a.tensor("input"), a.tensor("other")));
  }
}
