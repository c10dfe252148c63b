package dev.gradus.optim;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of [NAdam].
///
/// @param lr the learning rate
/// @param betas the shares of the past in the mean and in the mean of squares
/// @param eps what is added to the denominator
/// @param weightDecay how much of the parameter is added to its gradient
/// @param momentumDecay how fast the momentum grows to its final value
/// @param decoupledWeightDecay whether the decay shrinks the parameter directly
/// @param maximize whether the objective is to grow
/// @param differentiable whether steps are recorded
public record NAdamOptions(
    double lr,
    NumberPair betas,
    double eps,
    double weightDecay,
    double momentumDecay,
    boolean decoupledWeightDecay,
    boolean maximize,
    boolean differentiable)
    implements MomentumOptions<NAdamOptions> {
  /// PyTorch's defaults.
  public static final NAdamOptions DEFAULT =
      new NAdamOptions(2e-3, new NumberPair(0.9, 0.999), 1e-8, 0, 4e-3, false, false, false);

  /// Checks the values, with PyTorch's sentences.
  public NAdamOptions {
    OptionChecks.learningRate(lr);
    OptionChecks.epsilon(eps);
    OptionChecks.betas(betas);
    OptionChecks.weightDecay(weightDecay);
    OptionChecks.atLeastZero("momentum_decay value", momentumDecay);
  }

  @Override
  public NAdamOptions withLr(double other) {
    return new NAdamOptions(
        other,
        betas,
        eps,
        weightDecay,
        momentumDecay,
        decoupledWeightDecay,
        maximize,
        differentiable);
  }

  /// With another `betas`.
  public NAdamOptions withBetas(NumberPair other) {
    return new NAdamOptions(
        lr, other, eps, weightDecay, momentumDecay, decoupledWeightDecay, maximize, differentiable);
  }

  /// With another `eps`.
  public NAdamOptions withEps(double other) {
    return new NAdamOptions(
        lr,
        betas,
        other,
        weightDecay,
        momentumDecay,
        decoupledWeightDecay,
        maximize,
        differentiable);
  }

  /// With another `weightDecay`.
  public NAdamOptions withWeightDecay(double other) {
    return new NAdamOptions(
        lr, betas, eps, other, momentumDecay, decoupledWeightDecay, maximize, differentiable);
  }

  /// With another `momentumDecay`.
  public NAdamOptions withMomentumDecay(double other) {
    return new NAdamOptions(
        lr, betas, eps, weightDecay, other, decoupledWeightDecay, maximize, differentiable);
  }

  /// With another `decoupledWeightDecay`.
  public NAdamOptions withDecoupledWeightDecay(boolean other) {
    return new NAdamOptions(
        lr, betas, eps, weightDecay, momentumDecay, other, maximize, differentiable);
  }

  /// With another `maximize`.
  public NAdamOptions withMaximize(boolean other) {
    return new NAdamOptions(
        lr, betas, eps, weightDecay, momentumDecay, decoupledWeightDecay, other, differentiable);
  }

  /// With another `differentiable`.
  public NAdamOptions withDifferentiable(boolean other) {
    return new NAdamOptions(
        lr, betas, eps, weightDecay, momentumDecay, decoupledWeightDecay, maximize, other);
  }

  @Override
  public double movingMomentum() {
    return betas.first();
  }

  @Override
  public NAdamOptions withMovingMomentum(double other) {
    return withBetas(betas.withFirst(other));
  }

  /// With other `betas`.
  public NAdamOptions withBetas(double first, double second) {
    return withBetas(new NumberPair(first, second));
  }

  @Override
  public Map<String, @Nullable Object> fixed() {
    return FixedOptions.CAPTURABLE;
  }
}
