package dev.gradus.op.loss;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.expr.Expr;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Rule;
import org.jspecify.annotations.Nullable;

/// The losses that are negative logarithms of likelihoods, and divergences.
public final class LikelihoodRows {
  private static final Expr INPUT = x(0);
  private static final Expr TARGET = x(1);
  private static final Expr ONE = c(1);
  private static final Expr ZERO = c(0);
  private static final double LOG_2_PI = 1.8378770664093454836;

  /// The cross entropy of sigmoid(input) against the target, for any magnitude.
  public static final Row BCE = logits(null, null);

  /// With x2 as the weight of every element.
  public static final Row BCE_WEIGHTED = logits(x(2), null);

  /// With x2 as the weight of what is positive.
  public static final Row BCE_POSITIVE = logits(null, x(2));

  /// With both, the weight of elements first.
  public static final Row BCE_BOTH = logits(x(2), x(3));

  /// exp(t) (t − x): both are logarithms.
  public static final Row KL_LOG =
      Row.of("kl_div", TARGET.exp().mul(TARGET.sub(INPUT)))
          .node("MulBackward0")
          .gradient(0, g().neg().mul(TARGET.exp()))
          .gradient(1, g().mul(TARGET.exp().mul(TARGET.sub(INPUT).add(1))));

  /// t log t − t x, where 0 log 0 is 0; its slope by t is nan at 0, as PyTorch's.
  public static final Row KL =
      Row.of("kl_div", entropy().sub(TARGET.mul(INPUT)))
          .node("SubBackward0")
          .gradient(0, g().neg().mul(TARGET))
          .gradient(
              1,
              g().mul(TARGET.eq(0).select(ZERO, TARGET.log()).add(TARGET.div(TARGET)).sub(INPUT)));

  /// Of the logarithm of a rate.
  public static final Row POISSON_LOG = poisson(true, false);

  /// Of the logarithm of a rate, with Stirling's approximation of log t!.
  public static final Row POISSON_LOG_FULL = poisson(true, true);

  /// Of a rate, to which p0 is added before the logarithm.
  public static final Row POISSON = poisson(false, false);

  /// Of a rate, with both.
  public static final Row POISSON_FULL = poisson(false, true);

  /// Of a mean x0 and a variance x2.
  public static final Row GAUSSIAN = gaussian(0).node("MulBackward0");

  /// With the constant term.
  public static final Row GAUSSIAN_FULL = gaussian(LOG_2_PI / 2).node("AddBackward0");

  /// At least p0; the gradient passes below it too.
  static final Row FLOOR = Row.of("clamp_min", INPUT.max(p(0))).gradient(0, g());

  /// log(1 + exp(−t x)), for any magnitude.
  public static final Row SOFT_MARGIN =
      Row.of("soft_margin_loss", softplus(TARGET.mul(INPUT).neg()))
          .gradient(0, g().neg().mul(TARGET).mul(TARGET.mul(INPUT).neg().sigmoid()))
          .gradient(1, g().neg().mul(INPUT).mul(TARGET.mul(INPUT).neg().sigmoid()));

  /// −(t log sigmoid(x) + (1 − t) log sigmoid(−x)).
  public static final Row MULTILABEL = multilabel(null);

  /// With x2 as the weight.
  public static final Row MULTILABEL_WEIGHTED = multilabel(x(2));

  private LikelihoodRows() {}

  private static Expr softplus(Expr z) {
    return z.max(ZERO).add(z.abs().neg().exp().log1p());
  }

  // t softplus(−x) and (1 − t) softplus(x), the first weighed: nothing cancels.
  private static Row logits(@Nullable Expr weight, @Nullable Expr positive) {
    Expr hit = positive == null ? TARGET : TARGET.mul(positive);
    Expr miss = ONE.sub(TARGET);
    Expr below = softplus(INPUT.neg());
    Expr loss = hit.mul(below).add(miss.mul(softplus(INPUT)));
    Expr byTarget = positive == null ? INPUT.neg() : positive.mul(below).sub(softplus(INPUT));
    Expr arrived = weight == null ? g() : g().mul(weight);
    Row row =
        Row.of("binary_cross_entropy_with_logits", weight == null ? loss : loss.mul(weight))
            .gradient(0, arrived.mul(hit.add(miss).mul(INPUT.sigmoid()).sub(hit)))
            .gradient(1, arrived.mul(byTarget));
    if (weight != null) {
      row = row.gradient(2, g().mul(loss));
    }
    return positive == null ? row : row.gradient(positive.index(), arrived.mul(TARGET).mul(below));
  }

  private static Expr entropy() {
    return TARGET.eq(0).select(ZERO, TARGET.mul(TARGET.log()));
  }

  // The approximation counts from 2 on: below, log t! is nearly 0.
  private static Row poisson(boolean log, boolean full) {
    Expr shifted = INPUT.add(p(0));
    Expr loss = log ? INPUT.exp().sub(TARGET.mul(INPUT)) : INPUT.sub(TARGET.mul(shifted.log()));
    Expr byTarget = log ? INPUT.neg() : shifted.log().neg();
    if (full) {
      Expr few = TARGET.le(ONE);
      Expr more = TARGET.mul(TARGET.log()).sub(TARGET).add(TARGET.mul(2 * Math.PI).log().mul(0.5));
      loss = loss.add(few.select(ZERO, more));
      byTarget = byTarget.add(few.select(ZERO, TARGET.log().add(c(0.5).div(TARGET))));
    }
    return Row.of("poisson_nll_loss", loss)
        .rule(Rule.FLOAT)
        .node(full ? "AddBackward0" : "SubBackward0")
        .gradient(0, g().mul(log ? INPUT.exp().sub(TARGET) : ONE.sub(TARGET.div(shifted))))
        .gradient(1, g().mul(byTarget));
  }

  private static Row gaussian(double constant) {
    Expr off = INPUT.sub(TARGET);
    Expr variance = x(2);
    Expr square = off.mul(off).div(variance);
    Expr loss = variance.log().add(square).mul(0.5);
    return Row.of("gaussian_nll_loss", constant == 0 ? loss : loss.add(constant))
        .gradient(0, g().mul(off.div(variance)))
        .gradient(1, g().neg().mul(off.div(variance)))
        .gradient(2, g().mul(0.5).mul(ONE.sub(square).div(variance)));
  }

  private static Row multilabel(@Nullable Expr weight) {
    Expr loss = TARGET.mul(softplus(INPUT.neg())).add(ONE.sub(TARGET).mul(softplus(INPUT)));
    Expr arrived = weight == null ? g() : g().mul(weight);
    Row row =
        Row.of("multilabel_soft_margin_loss", weight == null ? loss : loss.mul(weight))
            .gradient(0, arrived.mul(INPUT.sigmoid().sub(TARGET)))
            .gradient(1, arrived.neg().mul(INPUT));
    return weight == null ? row : row.gradient(2, g().mul(loss));
  }
}
