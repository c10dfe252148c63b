package dev.gradus.op.loss;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.expr.Expr;
import dev.gradus.op.pointwise.Row;

/// The losses that grow with the distance of input and target.
public final class ErrorRows {
  private static final Expr INPUT = x(0);
  private static final Expr TARGET = x(1);
  private static final Expr OFF = INPUT.sub(TARGET);
  private static final Expr FAR = OFF.abs();

  /// |input − target|; the gradient is 0 where both are equal.
  public static final Row L1 = ofDistance("l1_loss", FAR, OFF.sign()).node("AbsBackward0");

  /// Squared below p0, linear above: 0.5 d² / p0, d − 0.5 p0.
  public static final Row SMOOTH_L1 =
      ofDistance(
          "smooth_l1_loss",
          FAR.lt(p(0)).select(FAR.mul(FAR).mul(0.5).div(p(0)), FAR.sub(p(0).mul(0.5))),
          limited(OFF.div(p(0)), c(1)));

  /// Squared below p0, linear above: 0.5 d², p0 (d − 0.5 p0).
  public static final Row HUBER =
      ofDistance(
          "huber_loss",
          FAR.lt(p(0)).select(FAR.mul(FAR).mul(0.5), p(0).mul(FAR.sub(p(0).mul(0.5)))),
          limited(OFF, p(0)));

  /// The three with a weight for each element.
  public static final Row L1_WEIGHTED = weighted("l1_loss", FAR, OFF.sign());

  public static final Row MSE_WEIGHTED = weighted("mse_loss", OFF.mul(OFF), OFF.mul(2));
  public static final Row HUBER_WEIGHTED = weighted("huber_loss", HUBER.expr(), limited(OFF, p(0)));

  private ErrorRows() {}

  private static Expr limited(Expr inner, Expr bound) {
    return OFF.ge(p(0)).select(bound, OFF.le(p(0).neg()).select(bound.neg(), inner));
  }

  private static Row ofDistance(String name, Expr loss, Expr slope) {
    return Row.of(name, loss).gradient(0, g().mul(slope)).gradient(1, g().neg().mul(slope));
  }

  // In PyTorch a product of the losses and the weights.
  private static Row weighted(String name, Expr loss, Expr slope) {
    Expr weight = x(2);
    return Row.of(name, loss.mul(weight))
        .node("MulBackward0")
        .gradient(0, g().mul(weight).mul(slope))
        .gradient(1, g().neg().mul(weight).mul(slope))
        .gradient(2, g().mul(loss));
  }
}
