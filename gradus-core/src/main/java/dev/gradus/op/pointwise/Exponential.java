package dev.gradus.op.pointwise;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.x;
import static dev.gradus.expr.Expr.y;

import dev.gradus.expr.Expr;

/// The rows of exponential, trigonometric and sigmoid functions.
public final class Exponential {
  private static final Expr A = x(0);

  public static final Row EXP = function("exp", A.exp());
  public static final Row EXPM1 = function("expm1", A.expm1());
  public static final Row LOG = function("log", A.log());
  public static final Row LOG1P = function("log1p", A.log1p());
  public static final Row SIN = function("sin", A.sin());
  public static final Row COS = function("cos", A.cos());
  public static final Row TANH = function("tanh", A.tanh());
  public static final Row SIGMOID = function("sigmoid", A.sigmoid());

  /// The gradient reads the result only: 0 where the result is not above 0.
  public static final Row RELU =
      Row.of("relu", A.max(c(0)))
          .gradient(0, y().gt(0).select(g(), c(0)))
          .noComplex("clamp is not supported for complex types");

  /// The step function: 0 below 0, 1 above, the second operand at 0; it has no derivative.
  public static final Row HEAVISIDE =
      Row.of("heaviside", A.eq(0).select(x(1), A.lt(0).select(c(0), A.gt(0).select(c(1), A))))
          .node("torch::autograd::NotImplemented")
          .notDifferentiable();

  private Exponential() {}

  private static Row function(String name, Expr e) {
    return Row.of(name, e).rule(Rule.FLOAT);
  }
}
