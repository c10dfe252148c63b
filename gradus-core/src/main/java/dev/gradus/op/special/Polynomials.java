package dev.gradus.op.special;

import dev.gradus.dtype.DType;
import dev.gradus.kernel.ElementFunction;
import dev.gradus.kernel.OrthogonalPolynomials;
import dev.gradus.kernel.OrthogonalPolynomials.Kind;

/// Orthogonal polynomials of x and a degree; without gradient.
public final class Polynomials {
  public static final Elementwise CHEBYSHEV_T = of("chebyshev_polynomial_t", Kind.CHEBYSHEV_T);
  public static final Elementwise CHEBYSHEV_U = of("chebyshev_polynomial_u", Kind.CHEBYSHEV_U);
  public static final Elementwise CHEBYSHEV_V = of("chebyshev_polynomial_v", Kind.CHEBYSHEV_V);
  public static final Elementwise CHEBYSHEV_W = of("chebyshev_polynomial_w", Kind.CHEBYSHEV_W);
  public static final Elementwise SHIFTED_T = shifted("t", Kind.CHEBYSHEV_T);
  public static final Elementwise SHIFTED_U = shifted("u", Kind.CHEBYSHEV_U);
  public static final Elementwise SHIFTED_V = shifted("v", Kind.CHEBYSHEV_V);
  public static final Elementwise SHIFTED_W = shifted("w", Kind.CHEBYSHEV_W);
  public static final Elementwise HERMITE_H = of("hermite_polynomial_h", Kind.HERMITE_H);
  public static final Elementwise HERMITE_HE = of("hermite_polynomial_he", Kind.HERMITE_HE);
  public static final Elementwise LAGUERRE_L = of("laguerre_polynomial_l", Kind.LAGUERRE_L);
  public static final Elementwise LEGENDRE_P = of("legendre_polynomial_p", Kind.LEGENDRE_P);

  private Polynomials() {}

  private static Elementwise of(String name, Kind kind) {
    ElementFunction wide = ElementFunction.of(OrthogonalPolynomials.of(kind, false));
    ElementFunction narrow = ElementFunction.of(OrthogonalPolynomials.of(kind, true));
    return Elementwise.of("special_" + name, dtype -> dtype == DType.FLOAT64 ? wide : narrow);
  }

  private static Elementwise shifted(String letter, Kind kind) {
    ElementFunction wide = ElementFunction.of(OrthogonalPolynomials.shifted(kind, false));
    ElementFunction narrow = ElementFunction.of(OrthogonalPolynomials.shifted(kind, true));
    return Elementwise.of(
        "special_shifted_chebyshev_polynomial_" + letter,
        dtype -> dtype == DType.FLOAT64 ? wide : narrow);
  }
}
