package dev.gradus.op.loss;

import dev.gradus.BinaryCrossEntropyOptions;
import dev.gradus.Call;
import dev.gradus.GaussianNllOptions;
import dev.gradus.HuberOptions;
import dev.gradus.KlDivReduction;
import dev.gradus.LossReduction;
import dev.gradus.PoissonNllOptions;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.RowCall;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The losses of single elements: which row, and how it is reduced.
public final class ElementLoss {
  private ElementLoss() {}

  /// `mse_loss`.
  public static Tensor mse(
      Tensor input, Tensor target, @Nullable Tensor weight, LossReduction reduction) {
    return weight == null
        ? PointwiseLoss.run(LossRows.MSE, reduction, input, target)
        : perWeight(ErrorRows.MSE_WEIGHTED, reduction, input, target, weight);
  }

  /// `l1_loss`.
  public static Tensor l1(
      Tensor input, Tensor target, @Nullable Tensor weight, LossReduction reduction) {
    if (input.dtype().isComplex() || target.dtype().isComplex()) {
      Tensor far = input.sub(target).abs();
      return Reduced.of(weight == null ? far : far.mul(weight), reduction);
    }
    return weight == null
        ? PointwiseLoss.chain(ErrorRows.L1.call(), reduction, input, target)
        : perWeight(ErrorRows.L1_WEIGHTED, reduction, input, target, weight);
  }

  // The mean divides by the weights.
  private static Tensor perWeight(
      Row row, LossReduction reduction, Tensor input, Tensor target, Tensor weight) {
    if (reduction != LossReduction.MEAN) {
      return PointwiseLoss.chain(row.call(), reduction, input, target, weight);
    }
    return PointwiseLoss.chain(row.call(), LossReduction.SUM, input, target, weight)
        .div(weight.sum());
  }

  /// `smooth_l1_loss`.
  public static Tensor smoothL1(Tensor input, Tensor target, double beta, LossReduction reduction) {
    return beta == 0
        ? l1(input, target, null, reduction)
        : PointwiseLoss.run(ErrorRows.SMOOTH_L1.with(Scalar.of(beta)), reduction, input, target);
  }

  /// `huber_loss`.
  public static Tensor huber(Tensor input, Tensor target, HuberOptions o) {
    Scalar delta = Scalar.of(o.delta());
    Tensor weight = o.weight();
    return weight == null
        ? PointwiseLoss.run(ErrorRows.HUBER.with(delta), o.reduction(), input, target)
        : PointwiseLoss.chain(
            ErrorRows.HUBER_WEIGHTED.with(delta), o.reduction(), input, target, weight);
  }

  /// `binary_cross_entropy_with_logits`.
  public static Tensor logits(Tensor input, Tensor target, BinaryCrossEntropyOptions o) {
    Tensor weight = o.weight();
    Tensor positive = o.posWeight();
    fits(input, weight);
    fits(input, positive);
    if (weight == null) {
      return positive == null
          ? PointwiseLoss.run(LikelihoodRows.BCE, o.reduction(), input, target)
          : PointwiseLoss.run(LikelihoodRows.BCE_POSITIVE, o.reduction(), input, target, positive);
    }
    return positive == null
        ? PointwiseLoss.run(LikelihoodRows.BCE_WEIGHTED, o.reduction(), input, target, weight)
        : PointwiseLoss.run(
            LikelihoodRows.BCE_BOTH, o.reduction(), input, target, weight, positive);
  }

  private static void fits(Tensor input, @Nullable Tensor weight) {
    if (weight == null) {
      return;
    }
    long[] sizes = input.layout().sizes();
    long[] common = Broadcast.sizes(sizes, weight.layout().sizes());
    if (!Arrays.equals(common, sizes)) {
      throw new GradusArgumentException(
          "output with shape "
              + Sizes.text(sizes)
              + " doesn't match the broadcast shape "
              + Sizes.text(common)
              + "\nbinary_cross_entropy_with_logits: a weight has more elements than the input.");
    }
  }

  /// `kl_div`.
  public static Tensor klDiv(
      Tensor input, Tensor target, KlDivReduction reduction, boolean logTarget) {
    RowCall row = (logTarget ? LikelihoodRows.KL_LOG : LikelihoodRows.KL).call();
    return switch (reduction) {
      case NONE -> PointwiseLoss.chain(row, LossReduction.NONE, input, target);
      case MEAN -> PointwiseLoss.chain(row, LossReduction.MEAN, input, target);
      case SUM -> PointwiseLoss.chain(row, LossReduction.SUM, input, target);
      case BATCHMEAN -> {
        Tensor sum = PointwiseLoss.chain(row, LossReduction.SUM, input, target);
        yield input.dim() == 0 ? sum : sum.div(input.size(0));
      }
    };
  }

  /// `poisson_nll_loss`.
  public static Tensor poisson(Tensor input, Tensor target, PoissonNllOptions o) {
    RowCall row;
    if (o.logInput()) {
      row = (o.full() ? LikelihoodRows.POISSON_LOG_FULL : LikelihoodRows.POISSON_LOG).call();
    } else {
      Row of = o.full() ? LikelihoodRows.POISSON_FULL : LikelihoodRows.POISSON;
      row = of.with(Scalar.of(o.eps()));
    }
    return PointwiseLoss.chain(row, o.reduction(), input, target);
  }

  /// `gaussian_nll_loss`.
  public static Tensor gaussian(
      Tensor input, Tensor target, Tensor variance, GaussianNllOptions o) {
    // Where none is below eps, none is negative either, and there is nothing to lift.
    boolean low = Call.any(variance.detach().lt(o.eps()));
    if (low && Call.any(variance.detach().lt(0L))) {
      throw new GradusArgumentException(
          "var has negative entry/entries\ngaussian_nll_loss: variances are positive.");
    }
    Tensor v = fitted(input.layout().sizes(), variance);
    v = low ? Call.run(LikelihoodRows.FLOOR.with(Scalar.of(o.eps())), v) : v;
    Row row = o.full() ? LikelihoodRows.GAUSSIAN_FULL : LikelihoodRows.GAUSSIAN;
    return PointwiseLoss.chain(row.call(), o.reduction(), input, target, v);
  }

  // One variance for each element, or for all along one dimension.
  private static Tensor fitted(long[] sizes, Tensor variance) {
    long[] own = variance.layout().sizes();
    if (Arrays.equals(own, sizes)) {
      return variance;
    }
    if (sizes.length > 0 && Arrays.equals(own, Arrays.copyOf(sizes, sizes.length - 1))) {
      return variance.unsqueeze(-1);
    }
    if (own.length == sizes.length) {
      long other = 0;
      for (int d = 0; d < own.length; d++) {
        other += own[d] == sizes[d] ? 0 : own[d];
      }
      if (other == 1) {
        return variance;
      }
    }
    throw new GradusArgumentException(
        "var is of incorrect size\ngaussian_nll_loss: it has shape "
            + Sizes.text(own)
            + ", the input "
            + Sizes.text(sizes)
            + ".");
  }

  /// `soft_margin_loss`.
  public static Tensor softMargin(Tensor input, Tensor target, LossReduction reduction) {
    return PointwiseLoss.run(LikelihoodRows.SOFT_MARGIN, reduction, input, target);
  }
}
