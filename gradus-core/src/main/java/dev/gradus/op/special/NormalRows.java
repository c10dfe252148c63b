package dev.gradus.op.special;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.x;
import static dev.gradus.expr.Expr.y;

import dev.gradus.Tensor;
import dev.gradus.expr.Expr;
import dev.gradus.kernel.ElementFunction;
import dev.gradus.kernel.NormalQuantile;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Rule;
import org.jspecify.annotations.Nullable;

/// The rows of the error function and of the normal distribution's.
public final class NormalRows {
  private static final Expr A = x(0);
  private static final double TWO_BY_ROOT_PI = 1.1283791670955126;
  private static final double ROOT_HALF = 0.7071067811865476;
  private static final double ROOT_TWO_BY_PI = 0.7978845608028654;

  private static final Expr SLOPE = A.mul(A).neg().exp().mul(TWO_BY_ROOT_PI);

  public static final Row ERF =
      function("erf", A.erf()).gradient(0, SLOPE.mul(g())).noComplex(refusal("erf_vml_cpu"));

  public static final Row ERFC =
      function("erfc", A.erfc())
          .gradient(0, SLOPE.neg().mul(g()))
          .noComplex(refusal("erfc_vml_cpu"));

  public static final Row ERFCX =
      function("special_erfcx", A.erfcx())
          .gradient(0, A.mul(2).mul(y()).sub(TWO_BY_ROOT_PI).mul(g()))
          .noComplex(refusal("erfcx"));

  private static final Expr SCALED = A.neg().mul(ROOT_HALF);

  /// Below 0 the logarithm of the scaled complement, less what scaled it.
  public static final Row LOG_NDTR =
      function(
              "special_log_ndtr",
              A.lt(1)
                  .select(
                      SCALED.erfcx().mul(0.5).log().sub(A.mul(A).mul(0.5)),
                      A.mul(ROOT_HALF).erfc().mul(-0.5).log1p()))
          .gradient(0, g().div(SCALED.erfcx()).mul(ROOT_TWO_BY_PI))
          .noComplex(refusal("log_ndtr_cpu"));

  public static final Row NDTR =
      function("mul", A.ndtr())
          .overload(1)
          .gradient(0, A.bell().mul(c(ROOT_TWO_BY_PI / 2)).mul(g()))
          .noComplex(refusal("erf_vml_cpu"));

  /// Gradient: √π/2 · exp(y²) · g.
  public static final Elementwise ERFINV =
      Elementwise.of("erfinv", ElementFunction.of(NormalQuantile::erfinv))
          .readingResult()
          .gradient(
              0,
              (b, g) ->
                  new @Nullable Tensor[] {b.y().square().exp().mul(Math.sqrt(Math.PI) / 2).mul(g)});

  /// Gradient: √(2π) · exp(y² / 2) · g.
  public static final Elementwise NDTRI =
      Elementwise.of("special_ndtri", ElementFunction.of(NormalQuantile::ndtri))
          .readingResult()
          .gradient(
              0,
              (b, g) ->
                  new @Nullable Tensor[] {
                    g.mul(Math.sqrt(2 * Math.PI)).mul(b.y().square().mul(0.5).exp())
                  });

  private NormalRows() {}

  private static Row function(String name, Expr e) {
    return Row.of(name, e).rule(Rule.FLOAT);
  }

  private static String refusal(String kernel) {
    return '"' + kernel + "\" not implemented for '%s'";
  }
}
