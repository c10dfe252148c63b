package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.loss.ElementLoss;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The losses of single elements among the statics of [Gradus].
///
/// **Shape**: input and target broadcast, with a warning where they differ. The loss has no
/// dimension, or if it is not reduced, the broadcast sizes.
abstract sealed class ElementLosses extends MarginLosses permits SequenceLosses {
  /// The mean of (input − target)². **Gradient**: 2 (input − target) · g / n. **Source**:
  /// torch.nn.functional.mse\_loss.
  public static Tensor mseLoss(Tensor input, Tensor target) {
    return mseLoss(input, target, LossReduction.MEAN);
  }

  /// (input − target)², reduced.
  public static Tensor mseLoss(Tensor input, Tensor target, LossReduction reduction) {
    return mseLoss(input, target, null, reduction);
  }

  /// As [#mseLoss(Tensor, Tensor, LossReduction)] with a weight per element, or null; the mean
  /// divides by the sum of the weights. **Errors**: other sizes of the weights than the input's.
  public static Tensor mseLoss(
      Tensor input, Tensor target, @Nullable Tensor weight, LossReduction reduction) {
    warnOfSizes(input, target);
    checkWeight(input, weight);
    Checks.real("mse", input);
    Checks.real("mse", target);
    return ElementLoss.mse(input, target, weight, reduction);
  }

  /// The mean of |input − target|. **Gradient**: sign(input − target) · g / n, 0 where both are
  /// equal. **Source**: torch.nn.functional.l1\_loss.
  public static Tensor l1Loss(Tensor input, Tensor target) {
    return l1Loss(input, target, null, LossReduction.MEAN);
  }

  /// |input − target|, reduced.
  public static Tensor l1Loss(Tensor input, Tensor target, LossReduction reduction) {
    return l1Loss(input, target, null, reduction);
  }

  /// As [#l1Loss(Tensor, Tensor, LossReduction)] with a weight per element, or null; the mean
  /// divides by the sum of the weights. **Errors**: other sizes of the weights than the input's.
  public static Tensor l1Loss(
      Tensor input, Tensor target, @Nullable Tensor weight, LossReduction reduction) {
    warnOfSizes(input, target);
    checkWeight(input, weight);
    Checks.noBoolSub(input, target);
    return ElementLoss.l1(input, target, weight, reduction);
  }

  /// [#smoothL1Loss(Tensor, Tensor, double, LossReduction)] with beta 1 and the mean.
  public static Tensor smoothL1Loss(Tensor input, Tensor target) {
    return smoothL1Loss(input, target, 1, LossReduction.MEAN);
  }

  /// With d = |input − target|: d² / (2 beta) below beta, d − beta / 2 from there on; [#l1Loss]
  /// where beta is 0. **Gradient**: (input − target) / beta, at most ±1, times g. **Errors**: a
  /// negative beta. **Source**: torch.nn.functional.smooth\_l1\_loss.
  public static Tensor smoothL1Loss(
      Tensor input, Tensor target, double beta, LossReduction reduction) {
    warnOfSizes(input, target);
    if (!(beta >= 0)) {
      throw new GradusArgumentException(
          "smooth_l1_loss does not support negative values for beta.\nsmooth_l1_loss: got "
              + beta
              + ".");
    }
    Checks.floating("smooth_l1", input);
    Checks.real("smooth_l1", input);
    return ElementLoss.smoothL1(input, target, beta, reduction);
  }

  /// [#huberLoss(Tensor, Tensor, HuberOptions)] with delta 1 and the mean.
  public static Tensor huberLoss(Tensor input, Tensor target) {
    return huberLoss(input, target, HuberOptions.DEFAULT);
  }

  /// With d = |input − target|: d² / 2 below delta, delta (d − delta / 2) from there on.
  /// **Gradient**: input − target, at most ±delta, times g. **Errors**: a delta that is not
  /// positive, other sizes of the weights than the input's. **Source**:
  /// torch.nn.functional.huber\_loss.
  public static Tensor huberLoss(Tensor input, Tensor target, HuberOptions options) {
    warnOfSizes(input, target);
    if (!(options.delta() > 0)) {
      throw new GradusArgumentException(
          "huber_loss does not support non-positive values for delta.\nhuber_loss: got "
              + options.delta()
              + ".");
    }
    checkWeight(input, options.weight());
    Checks.floating("huber", input);
    Checks.real("huber", input);
    return ElementLoss.huber(input, target, options);
  }

  /// [#binaryCrossEntropyWithLogits(Tensor, Tensor, BinaryCrossEntropyOptions)] without weights.
  public static Tensor binaryCrossEntropyWithLogits(Tensor input, Tensor target) {
    return binaryCrossEntropyWithLogits(input, target, BinaryCrossEntropyOptions.DEFAULT);
  }

  /// −(t · log s + (1 − t) · log(1 − s)) where s is the sigmoid of the input, for any magnitude;
  /// the first term times the weight of what is positive, the sum times the weight of the element.
  /// **Gradient**: (s − t) · g / n. **Errors**: other sizes of the target than the input's.
  /// **Source**: torch.nn.functional.binary\_cross\_entropy\_with\_logits.
  public static Tensor binaryCrossEntropyWithLogits(
      Tensor input, Tensor target, BinaryCrossEntropyOptions options) {
    if (!input.layout().sameSizes(target.layout())) {
      throw new GradusArgumentException(
          "Target size ("
              + Sizes.torchSize(target.layout().sizes())
              + ") must be the same as input size ("
              + Sizes.torchSize(input.layout().sizes())
              + ")");
    }
    Checks.floating("log_sigmoid", input);
    Checks.real("log_sigmoid", input);
    return ElementLoss.logits(input, target, options);
  }

  /// [#klDiv(Tensor, Tensor, KlDivReduction, boolean)] with the mean over all elements, of a target
  /// that is no logarithm.
  public static Tensor klDiv(Tensor input, Tensor target) {
    return klDiv(input, target, KlDivReduction.MEAN, false);
  }

  /// The Kullback-Leibler divergence of log-probabilities from a target, or from the logarithm of
  /// one: t (log t − input). **Gradient**: −t · g; (log t + 1 − input) · g, nan where t is 0.
  /// **Errors**: integers. **Source**: torch.nn.functional.kl\_div.
  public static Tensor klDiv(
      Tensor input, Tensor target, KlDivReduction reduction, boolean logTarget) {
    if (reduction == KlDivReduction.MEAN) {
      Warnings.once(
          "reduction: 'mean' divides the total loss by both the batch size and the support size."
              + "'batchmean' divides only by the batch size, and aligns with the KL div math"
              + " definition.'mean' will be changed to behave the same as 'batchmean' in the next"
              + " major release.");
    }
    if (input.dtype().isComplex() || target.dtype().isComplex()) {
      throw new GradusArgumentException("kl_div: Complex inputs are not supported.");
    }
    if (input.dtype().isIntegral() || target.dtype().isIntegral()) {
      throw new GradusArgumentException(
          "kl_div: Integral inputs are not supported.\nConvert them first with to(float32).");
    }
    return ElementLoss.klDiv(input, target, reduction, logTarget);
  }

  /// [#poissonNllLoss(Tensor, Tensor, PoissonNllOptions)] of logarithms of rates.
  public static Tensor poissonNllLoss(Tensor input, Tensor target) {
    return poissonNllLoss(input, target, PoissonNllOptions.DEFAULT);
  }

  /// The negative log-likelihood of counts under a Poisson distribution: exp(input) − t · input for
  /// the logarithm of a rate, input − t · log(input + eps) for a rate. **Dtype**: integers become
  /// the default dtype. **Gradient**: (exp(input) − t) · g, or (1 − t / (input + eps)) · g.
  /// **Source**: torch.nn.functional.poisson\_nll\_loss.
  public static Tensor poissonNllLoss(Tensor input, Tensor target, PoissonNllOptions options) {
    return ElementLoss.poisson(input, target, options);
  }

  /// [#gaussianNllLoss(Tensor, Tensor, Tensor, GaussianNllOptions)] with the mean.
  public static Tensor gaussianNllLoss(Tensor input, Tensor target, Tensor variance) {
    return gaussianNllLoss(input, target, variance, GaussianNllOptions.DEFAULT);
  }

  /// The negative log-likelihood of a target under normal distributions: (log v + (input − t)² / v)
  /// / 2, where v is at least eps. **Shape**: variances as the input, or one for each last
  /// dimension of it, with or without that dimension. **Gradient**: (input − t) / v · g; for
  /// variances (1 − (input − t)² / v) / 2v · g, below eps too. **Errors**: negative variances,
  /// other sizes. **Source**: torch.nn.functional.gaussian\_nll\_loss.
  public static Tensor gaussianNllLoss(
      Tensor input, Tensor target, Tensor variance, GaussianNllOptions options) {
    return ElementLoss.gaussian(input, target, variance, options);
  }

  /// As [#gaussianNllLoss(Tensor, Tensor, Tensor, GaussianNllOptions)] with one variance.
  public static Tensor gaussianNllLoss(
      Tensor input, Tensor target, double variance, GaussianNllOptions options) {
    return ElementLoss.gaussian(input, target, Gradus.fullLike(input, variance), options);
  }

  /// The mean of log(1 + exp(−t · input)) for targets 1 and −1, for any magnitude. **Gradient**: −t
  /// · sigmoid(−t · input) · g / n. **Source**: torch.nn.functional.soft\_margin\_loss.
  public static Tensor softMarginLoss(Tensor input, Tensor target) {
    return softMarginLoss(input, target, LossReduction.MEAN);
  }

  /// As [#softMarginLoss(Tensor, Tensor)], reduced in another way.
  public static Tensor softMarginLoss(Tensor input, Tensor target, LossReduction reduction) {
    Checks.floating("soft_margin_loss", input);
    Checks.real("soft_margin_loss", input);
    return ElementLoss.softMargin(input, target, reduction);
  }

  private static void warnOfSizes(Tensor input, Tensor target) {
    if (!input.layout().sameSizes(target.layout())) {
      Warnings.once(
          "Using a target size ("
              + Sizes.torchSize(target.layout().sizes())
              + ") that is different to the input size ("
              + Sizes.torchSize(input.layout().sizes())
              + "). This will likely lead to incorrect results due to broadcasting. Please ensure"
              + " they have the same size.");
    }
  }

  private static void checkWeight(Tensor input, @Nullable Tensor weight) {
    if (weight != null && !Arrays.equals(weight.layout().sizes(), input.layout().sizes())) {
      throw new GradusArgumentException(
          "Weights and input must have the same size.\nThe weights have shape "
              + Sizes.text(weight.layout().sizes())
              + ", the input "
              + Sizes.text(input.layout().sizes())
              + ".");
    }
  }
}
