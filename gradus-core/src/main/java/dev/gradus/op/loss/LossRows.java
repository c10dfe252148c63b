package dev.gradus.op.loss;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.expr.Expr;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Rule;

/// The losses of single elements.
public final class LossRows {
  private static final Expr INPUT = x(0);
  private static final Expr TARGET = x(1);
  private static final Expr WEIGHT = x(2);

  private static final Expr DIFFERENCE = INPUT.sub(TARGET);

  /// (input − target)².
  public static final Row MSE =
      Row.of("mse_loss", DIFFERENCE.mul(DIFFERENCE))
          .gradient(0, g().mul(c(2)).mul(DIFFERENCE))
          .gradient(1, g().mul(c(-2)).mul(DIFFERENCE))
          .noComplex("\"mse_cpu\" not implemented for '%s'");

  /// −(t · log x + (1 − t) · log(1 − x)); the logarithms are cut off at −100.
  public static final Row BINARY_CROSS_ENTROPY = crossEntropy("binary_cross_entropy", c(1), false);

  /// As [#BINARY_CROSS_ENTROPY] with a weight.
  public static final Row BINARY_CROSS_ENTROPY_WEIGHTED =
      crossEntropy("binary_cross_entropy", WEIGHT, true);

  /// Whether no probability.
  public static final Row OUTSIDE =
      Row.of("outside", INPUT.ge(c(0)).and(INPUT.le(c(1))).not()).rule(Rule.BOOL);

  /// A log-probability times a probability: what a class adds to a cross entropy, but for the sign.
  public static final Row CLASS = ofClass(TARGET, false);

  /// As [#CLASS], times the weight of the class.
  public static final Row CLASS_WEIGHTED = ofClass(TARGET, true);

  /// As [#CLASS] with the probability p0 · t + p1.
  public static final Row CLASS_SMOOTHED = ofClass(smoothed(), false);

  /// As [#CLASS_SMOOTHED], times the weight of the class.
  public static final Row CLASS_SMOOTHED_WEIGHTED = ofClass(smoothed(), true);

  private LossRows() {}

  private static Expr smoothed() {
    return TARGET.mul(p(0)).add(p(1));
  }

  // In PyTorch a product.
  private static Row ofClass(Expr probability, boolean weighted) {
    Expr term = INPUT.mul(probability);
    return Row.of("cross_entropy_loss", weighted ? term.mul(WEIGHT) : term).node("MulBackward0");
  }

  private static Expr cutLog(Expr e) {
    return e.max(c(-100));
  }

  private static Row crossEntropy(String name, Expr weight, boolean weighted) {
    Expr yes = cutLog(INPUT.log());
    Expr no = cutLog(INPUT.neg().log1p());
    Expr loss = TARGET.sub(1).mul(no).sub(TARGET.mul(yes));
    Expr slope = DIFFERENCE.div(c(1).sub(INPUT).mul(INPUT).max(c(1e-12)));
    Expr byTarget = no.sub(yes);
    Row row =
        Row.of(name, weighted ? loss.mul(weight) : loss)
            .gradient(0, weighted ? g().mul(weight).mul(slope) : g().mul(slope))
            .gradient(1, weighted ? g().mul(weight).mul(byTarget) : g().mul(byTarget));
    return weighted ? row.gradient(2, g().mul(loss)) : row;
  }
}
