package dev.gradus.op.special;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.x;

import dev.gradus.expr.Complexes;
import dev.gradus.expr.Expr;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Rule;

/// The rows of angles from sines, cosines and tangents.
public final class Arcs {
  private static final Expr A = x(0);
  private static final Expr B = x(1);
  private static final Expr ONE = c(1);

  // In this order the root of a complex number is on the side that PyTorch's is.
  private static final Expr COSINE = A.neg().mul(A).add(1).sqrt();

  public static final Row ASIN =
      function("asin", A.asin()).gradient(0, g().mul(ONE.div(COSINE))).complex(Complexes.asin(A));

  public static final Row ACOS =
      function("acos", A.acos())
          .gradient(0, g().mul(ONE.div(COSINE).neg()))
          .complex(Complexes.acos(A));

  public static final Row ATAN =
      function("atan", A.atan()).gradient(0, g().div(A.mul(A).add(1))).complex(Complexes.atan(A));

  private static final Expr SQUARE = A.mul(A).add(B.mul(B));

  /// The angle of the point (x1, x0). The gradient at the origin is 0.
  public static final Row ATAN2 =
      function("atan2", A.atan2(B))
          .gradient(0, SQUARE.eq(0).select(c(0), g().mul(B.mul(ONE.div(SQUARE)))))
          .gradient(1, SQUARE.eq(0).select(c(0), g().mul(A.neg().mul(ONE.div(SQUARE)))))
          .noComplex("\"atan2_cpu\" not implemented for '%s'");

  private Arcs() {}

  private static Row function(String name, Expr e) {
    return Row.of(name, e).rule(Rule.FLOAT);
  }
}
