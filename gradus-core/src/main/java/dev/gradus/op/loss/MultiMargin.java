package dev.gradus.op.loss;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.flag;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.MultiMarginOptions;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.expr.Expr;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.RowCall;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// The margins of one class against all others: of every sample the mean over the classes of w ·
/// `max(0, margin − x[own] + x[other])`^p. Gradient: p · w · z^(p−1) · g at each other class whose
/// margin z is open, and minus the sum of these at the own one.
///
/// @param own the class of every sample, a column
/// @param weights the weight of every sample, a column; null for 1
/// @param squared whether p is 2
/// @param margin the margin
/// @param reduction what is done with the losses of samples
/// @param scalar whether the result has no dimension although it is not reduced
record MultiMargin(
    Tensor own,
    @Nullable Tensor weights,
    boolean squared,
    double margin,
    LossReduction reduction,
    boolean scalar)
    implements SingleOperation {
  private static final Expr OPEN = p(0).sub(x(1)).add(x(0)).max(c(0));
  private static final Row LINEAR = Row.of("multi_margin_loss", flag(2).select(c(0), OPEN));
  private static final Row SQUARED =
      Row.of("multi_margin_loss", flag(2).select(c(0), OPEN.mul(OPEN)));
  private static final Row SLOPE =
      Row.of("multi_margin_loss_slope", flag(2).not().and(OPEN.gt(0)).select(c(1), c(0)));
  private static final Row SLOPE_SQUARED =
      Row.of(
          "multi_margin_loss_slope",
          flag(2).not().and(OPEN.gt(0)).select(p(0).sub(x(1)).add(x(0)).mul(2), c(0)));

  static Tensor run(Tensor x, Tensor target, MultiMarginOptions o) {
    if (o.p() != 1 && o.p() != 2) {
      throw new GradusArgumentException(
          "only p == 1 and p == 2 supported\nmulti_margin_loss: got p = " + o.p() + ".");
    }
    Tensor weight = o.weight();
    if (weight != null && weight.dim() != 1) {
      throw new GradusArgumentException(
          "weight must be one-dimensional\nmulti_margin_loss: it has shape "
              + Sizes.text(weight.layout().sizes())
              + ".");
    }
    long[] sizes = x.layout().sizes();
    if (!ClassScores.nonEmpty(sizes)) {
      throw ClassScores.empty(sizes);
    }
    long rows = sizes.length == 2 ? sizes[0] : 1;
    long classes = sizes.length == 0 ? 1 : sizes[sizes.length - 1];
    if (target.dim() > 1 || target.numel() != rows) {
      throw new GradusArgumentException(
          "inconsistent target size, expected "
              + rows
              + " but got "
              + Sizes.text(target.layout().sizes())
              + "\nmulti_margin_loss: the target names one class for every sample.");
    }
    if (weight != null && weight.numel() != classes) {
      throw new GradusArgumentException(
          "inconsistent weight size, expected "
              + classes
              + " but got "
              + Sizes.text(weight.layout().sizes())
              + "\nmulti_margin_loss: there is one weight for every class.");
    }
    ClassScores.checkClasses(target);
    Tensor own = Call.unrecorded(() -> target.detach().contiguous().clone().view(rows, 1));
    checkRange(own, (int) classes);
    Tensor weights =
        weight == null
            ? null
            : Call.unrecorded(
                () -> weight.detach().to(x.dtype()).indexSelect(0, own.view(-1)).view(rows, 1));
    boolean scalar = target.dim() == 0;
    return Call.run(
        new MultiMargin(own, weights, o.p() == 2, o.margin(), o.reduction(), scalar), x);
  }

  private static void checkRange(Tensor own, int classes) {
    for (long t : (long[]) own.storage().array()) {
      if (t < 0 || t >= classes) {
        throw new GradusArgumentException(
            "target out of range\nmulti_margin_loss: got the class "
                + t
                + "; classes are 0 … "
                + (classes - 1)
                + ".");
      }
    }
  }

  @Override
  public String name() {
    return "multi_margin_loss";
  }

  private Tensor each(Row row, Tensor x) {
    RowCall call = row.with(Scalar.of(margin));
    Tensor isOwn = Gradus.arange(x.size(1)).eq(own);
    return Call.run(call, x, x.gather(1, own), isOwn);
  }

  @Override
  public Tensor forward(Tensor[] in) {
    return Call.unrecorded(() -> {
      long rows = own.numel();
      Tensor x = in[0].reshape(rows, in[0].dim() == 0 ? 1 : in[0].size(-1));
      Tensor losses = each(squared ? SQUARED : LINEAR, x).mean(new int[] {1}, false);
      if (weights != null) {
        losses = losses.mul(weights.view(rows));
      }
      return scalar && reduction == LossReduction.NONE
          ? losses.view()
          : Reduced.of(losses, reduction);
    });
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    long rows = own.numel();
    Tensor x = b.x(0).dim() == 2 ? b.x(0) : b.x(0).reshape(rows, b.x(0).numel());
    double count = reduction == LossReduction.MEAN ? x.numel() : x.size(1);
    Tensor share = (g.dim() == 1 ? g.unsqueeze(1) : g).div(count);
    if (weights != null) {
      share = share.mul(weights);
    }
    Tensor others = each(squared ? SLOPE_SQUARED : SLOPE, x).mul(share);
    Tensor all = others.scatterAdd(1, own, others.sum(1, true).neg());
    return new Tensor[] {b.x(0).dim() == 2 ? all : all.view(b.sizes(0))};
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }
}
