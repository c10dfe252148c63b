package dev.gradus.optim;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of [RAdam].
///
/// @param lr the learning rate
/// @param betas the shares of the past in the mean and in the mean of squares
/// @param eps what is added to the denominator
/// @param weightDecay how much of the parameter is added to its gradient
/// @param decoupledWeightDecay whether the decay shrinks the parameter directly
/// @param maximize whether the objective is to grow
/// @param differentiable whether steps are recorded
public record RAdamOptions(
    double lr,
    NumberPair betas,
    double eps,
    double weightDecay,
    boolean decoupledWeightDecay,
    boolean maximize,
    boolean differentiable)
    implements MomentumOptions<RAdamOptions> {
  /// PyTorch's defaults.
  public static final RAdamOptions DEFAULT =
      new RAdamOptions(1e-3, new NumberPair(0.9, 0.999), 1e-8, 0, false, false, false);

  /// Checks the values, with PyTorch's sentences.
  public RAdamOptions {
    OptionChecks.learningRate(lr);
    OptionChecks.epsilon(eps);
    OptionChecks.betas(betas);
    OptionChecks.weightDecay(weightDecay);
  }

  @Override
  public RAdamOptions withLr(double other) {
    return new RAdamOptions(
        other, betas, eps, weightDecay, decoupledWeightDecay, maximize, differentiable);
  }

  /// With another `betas`.
  public RAdamOptions withBetas(NumberPair other) {
    return new RAdamOptions(
        lr, other, eps, weightDecay, decoupledWeightDecay, maximize, differentiable);
  }

  /// With another `eps`.
  public RAdamOptions withEps(double other) {
    return new RAdamOptions(
        lr, betas, other, weightDecay, decoupledWeightDecay, maximize, differentiable);
  }

  /// With another `weightDecay`.
  public RAdamOptions withWeightDecay(double other) {
    return new RAdamOptions(lr, betas, eps, other, decoupledWeightDecay, maximize, differentiable);
  }

  /// With another `decoupledWeightDecay`.
  public RAdamOptions withDecoupledWeightDecay(boolean other) {
    return new RAdamOptions(lr, betas, eps, weightDecay, other, maximize, differentiable);
  }

  /// With another `maximize`.
  public RAdamOptions withMaximize(boolean other) {
    return new RAdamOptions(
        lr, betas, eps, weightDecay, decoupledWeightDecay, other, differentiable);
  }

  /// With another `differentiable`.
  public RAdamOptions withDifferentiable(boolean other) {
    return new RAdamOptions(lr, betas, eps, weightDecay, decoupledWeightDecay, maximize, other);
  }

  @Override
  public double movingMomentum() {
    return betas.first();
  }

  @Override
  public RAdamOptions withMovingMomentum(double other) {
    return withBetas(betas.withFirst(other));
  }

  /// With other `betas`.
  public RAdamOptions withBetas(double first, double second) {
    return withBetas(new NumberPair(first, second));
  }

  @Override
  public Map<String, @Nullable Object> fixed() {
    return FixedOptions.CAPTURABLE;
  }
}
