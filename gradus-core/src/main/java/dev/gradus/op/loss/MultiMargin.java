package dev.gradus.op.loss;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.flag;
import static dev.gradus.expr.Expr.x;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.MultiMarginOptions;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.expr.Expr;
import dev.gradus.op.pointwise.PlainArrays;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The margins of one class against all others: of every sample the mean over the classes of w ·
/// `max(0, margin − x[own] + x[other])`^p. Inputs: the scores, the class of every sample, and the
/// weights of the classes if there are any. Gradient: p · w · z^(p−1) · g at each other class whose
/// margin z is open, and minus the sum of these at the own one.
///
/// @param p 1 or 2
/// @param margin the margin
/// @param reduction what is done with the losses of samples
record MultiMargin(int p, double margin, LossReduction reduction) implements SingleOperation {
  private static final Expr OPEN = Expr.p(0).sub(x(1)).add(x(0)).max(c(0));
  private static final Row LINEAR = Row.of("multi_margin_loss", flag(2).select(c(0), OPEN));
  private static final Row SQUARED =
      Row.of("multi_margin_loss", flag(2).select(c(0), OPEN.mul(OPEN)));
  // Times the share of the sample, x3.
  private static final Expr AWAY = flag(2).not().and(OPEN.gt(0)).select(x(3), c(0));
  private static final Row SLOPE = Row.of("multi_margin_loss_slope", AWAY);
  private static final Row SLOPE_SQUARED =
      Row.of(
          "multi_margin_loss_slope",
          flag(2)
              .not()
              .and(OPEN.gt(0))
              .select(Expr.p(0).sub(x(1)).add(x(0)).mul(2).mul(x(3)), c(0)));

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
    MultiMargin op = new MultiMargin((int) o.p(), o.margin(), o.reduction());
    return weight == null
        ? Call.run(op, x, target)
        : Call.run(op, x, target, weight.detach().to(x.dtype()));
  }

  private static void checkRange(Tensor own, long classes) {
    for (long t : PlainArrays.longs(own)) {
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

  private Tensor[] around(Tensor x, Tensor own) {
    return new Tensor[] {x, x.gather(1, own), Gradus.arange(x.size(1)).eq(own)};
  }

  // Samples in rows.
  private static Tensor rows(Tensor x) {
    return x.dim() == 2 ? x : x.reshape(1, x.numel());
  }

  // The weight of each sample.
  private static Tensor weights(Tensor weight, Tensor target) {
    return weight.gather(0, target.reshape(-1));
  }

  @Override
  public Tensor forward(Tensor[] in) {
    return Call.unrecorded(() -> {
      Tensor x = rows(in[0]);
      checkRange(in[1], x.size(1));
      Tensor own = in[1].reshape(-1, 1);
      Tensor losses =
          Call.run((p == 2 ? SQUARED : LINEAR).with(Scalar.of(margin)), around(x, own))
              .mean(new int[] {1}, false);
      if (in.length > 2) {
        losses = losses.mul(weights(in[2], in[1]));
      }
      boolean scalar = in[1].dim() == 0 && reduction == LossReduction.NONE;
      return scalar ? losses.view() : Reduced.of(losses, reduction);
    });
  }

  // The samples of all examples as those of one; weights and reduction are not in common.
  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    boolean samples = b.rank(0) == 2;
    long count = samples ? b.sizes(0)[0] : 1;
    Tensor scores = b.front(x, 0);
    Tensor target = b.front(x, 1).reshape(-1);
    Tensor rows = samples ? scores.flatten(0, 1) : scores.reshape(b.size(), -1);
    MultiMargin each = new MultiMargin(p, margin, LossReduction.NONE);
    Tensor losses = Call.run(each, rows, target).view(b.size(), count);
    if (x.length > 2) {
      losses = losses.mul(b.front(x, 2).gather(1, target.view(b.size(), count)));
    }
    return switch (reduction) {
      case NONE -> b.rank(1) == 0 ? losses.squeeze(1) : losses;
      case SUM -> losses.sum(1);
      case MEAN -> losses.mean(1);
    };
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor x = rows(b.x(0));
    Tensor own = b.x(1).reshape(-1, 1);
    double count = reduction == LossReduction.MEAN ? x.numel() : x.size(1);
    Tensor share = (g.dim() == 1 ? g.unsqueeze(1) : g).div(count);
    if (b.inputs() > 2) {
      share = share.mul(weights(b.x(2), b.x(1)).unsqueeze(1));
    }
    Tensor[] in = Arrays.copyOf(around(x, own), 4);
    in[3] = share;
    Tensor others = Call.run((p == 2 ? SLOPE_SQUARED : SLOPE).with(Scalar.of(margin)), in);
    Tensor all = others.scatterAdd(1, own, others.sum(1, true).neg());
    @Nullable Tensor[] out = new @Nullable Tensor[b.inputs()];
    out[0] = b.x(0).dim() == 2 ? all : all.view(b.sizes(0));
    return out;
  }

  @Override
  public long savesInputs(long needs) {
    return 7;
  }
}
