package dev.gradus.op.pointwise;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.x;

import dev.gradus.expr.Complexes;
import dev.gradus.expr.Expr;

/// The rows of angles and of the parts of a number given by size and angle.
public final class ComplexRows {
  private static final Expr A = x(0);
  private static final Expr B = x(1);

  /// π below 0, else 0; nan stays.
  public static final Row ANGLE =
      Row.of("angle", A.ne(A).select(A, A.lt(0).select(c(Math.PI), c(0))))
          .rule(Rule.FLOAT)
          .gradient(0, c(0));

  // i z / |z|², without squares.
  private static final Expr SLOPE = Complexes.timesI(A).div(A.abs()).div(A.abs()).conj();

  /// The angle from the positive real axis. Gradient: g · i z / |z|², 0 at 0.
  public static final Row ANGLE_COMPLEX =
      Row.of("angle", Complexes.angle(A))
          .rule(Rule.REAL)
          .gradient(0, A.eq(0).select(c(0), g().mul(SLOPE)))
          .complexTangent(A.eq(0).select(c(0), g().mul(SLOPE).re()));

  static final Row CONJ = Row.of("conj", A.conj());
  static final Row POLAR_RE = Row.of("polar", A.mul(B.cos()));
  static final Row POLAR_IM = Row.of("polar", A.mul(B.sin()));

  private ComplexRows() {}
}
