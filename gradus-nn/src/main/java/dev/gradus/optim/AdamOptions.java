package dev.gradus.optim;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of [Adam].
///
/// @param lr the learning rate
/// @param betas the shares of the past in the mean and in the mean of squares
/// @param eps what is added to the denominator
/// @param weightDecay how much of the parameter is added to its gradient
/// @param amsgrad whether the largest mean of squares so far divides
/// @param maximize whether the objective is to grow
/// @param differentiable whether steps are recorded
/// @param decoupledWeightDecay whether the decay shrinks the parameter directly, as AdamW does
public record AdamOptions(
    double lr,
    NumberPair betas,
    double eps,
    double weightDecay,
    boolean amsgrad,
    boolean maximize,
    boolean differentiable,
    boolean decoupledWeightDecay)
    implements MomentumOptions<AdamOptions> {
  /// PyTorch's defaults.
  public static final AdamOptions DEFAULT =
      new AdamOptions(1e-3, new NumberPair(0.9, 0.999), 1e-8, 0, false, false, false, false);

  /// Checks the values, with PyTorch's sentences.
  public AdamOptions {
    OptionChecks.learningRate(lr);
    OptionChecks.epsilon(eps);
    OptionChecks.betas(betas);
    OptionChecks.weightDecay(weightDecay);
  }

  @Override
  public AdamOptions withLr(double other) {
    return new AdamOptions(
        other, betas, eps, weightDecay, amsgrad, maximize, differentiable, decoupledWeightDecay);
  }

  /// With another `betas`.
  public AdamOptions withBetas(NumberPair other) {
    return new AdamOptions(
        lr, other, eps, weightDecay, amsgrad, maximize, differentiable, decoupledWeightDecay);
  }

  /// With another `eps`.
  public AdamOptions withEps(double other) {
    return new AdamOptions(
        lr, betas, other, weightDecay, amsgrad, maximize, differentiable, decoupledWeightDecay);
  }

  /// With another `weightDecay`.
  public AdamOptions withWeightDecay(double other) {
    return new AdamOptions(
        lr, betas, eps, other, amsgrad, maximize, differentiable, decoupledWeightDecay);
  }

  /// With another `amsgrad`.
  public AdamOptions withAmsgrad(boolean other) {
    return new AdamOptions(
        lr, betas, eps, weightDecay, other, maximize, differentiable, decoupledWeightDecay);
  }

  /// With another `maximize`.
  public AdamOptions withMaximize(boolean other) {
    return new AdamOptions(
        lr, betas, eps, weightDecay, amsgrad, other, differentiable, decoupledWeightDecay);
  }

  /// With another `differentiable`.
  public AdamOptions withDifferentiable(boolean other) {
    return new AdamOptions(
        lr, betas, eps, weightDecay, amsgrad, maximize, other, decoupledWeightDecay);
  }

  /// With another `decoupledWeightDecay`.
  public AdamOptions withDecoupledWeightDecay(boolean other) {
    return new AdamOptions(lr, betas, eps, weightDecay, amsgrad, maximize, differentiable, other);
  }

  @Override
  public double movingMomentum() {
    return betas.first();
  }

  @Override
  public AdamOptions withMovingMomentum(double other) {
    return withBetas(betas.withFirst(other));
  }

  /// With other `betas`.
  public AdamOptions withBetas(double first, double second) {
    return withBetas(new NumberPair(first, second));
  }

  @Override
  public Map<String, @Nullable Object> fixed() {
    return FixedOptions.ALL;
  }
}
