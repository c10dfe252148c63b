package dev.gradus.optim;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of [RMSprop].
///
/// @param lr the learning rate
/// @param alpha the share of the past in the mean of squares
/// @param eps what is added to the denominator
/// @param weightDecay how much of the parameter is added to its gradient
/// @param momentum the share of the past step in the next
/// @param centered whether the mean is subtracted from the mean of squares
/// @param maximize whether the objective is to grow
/// @param differentiable whether steps are recorded
public record RMSpropOptions(
    double lr,
    double alpha,
    double eps,
    double weightDecay,
    double momentum,
    boolean centered,
    boolean maximize,
    boolean differentiable)
    implements MomentumOptions<RMSpropOptions> {
  /// PyTorch's defaults.
  public static final RMSpropOptions DEFAULT =
      new RMSpropOptions(1e-2, 0.99, 1e-8, 0, 0, false, false, false);

  /// Checks the values, with PyTorch's sentences.
  public RMSpropOptions {
    OptionChecks.learningRate(lr);
    OptionChecks.epsilon(eps);
    OptionChecks.atLeastZero("momentum value", momentum);
    OptionChecks.weightDecay(weightDecay);
    OptionChecks.atLeastZero("alpha value", alpha);
  }

  @Override
  public RMSpropOptions withLr(double other) {
    return new RMSpropOptions(
        other, alpha, eps, weightDecay, momentum, centered, maximize, differentiable);
  }

  /// With another `alpha`.
  public RMSpropOptions withAlpha(double other) {
    return new RMSpropOptions(
        lr, other, eps, weightDecay, momentum, centered, maximize, differentiable);
  }

  /// With another `eps`.
  public RMSpropOptions withEps(double other) {
    return new RMSpropOptions(
        lr, alpha, other, weightDecay, momentum, centered, maximize, differentiable);
  }

  /// With another `weightDecay`.
  public RMSpropOptions withWeightDecay(double other) {
    return new RMSpropOptions(lr, alpha, eps, other, momentum, centered, maximize, differentiable);
  }

  /// With another `momentum`.
  public RMSpropOptions withMomentum(double other) {
    return new RMSpropOptions(
        lr, alpha, eps, weightDecay, other, centered, maximize, differentiable);
  }

  /// With another `centered`.
  public RMSpropOptions withCentered(boolean other) {
    return new RMSpropOptions(
        lr, alpha, eps, weightDecay, momentum, other, maximize, differentiable);
  }

  /// With another `maximize`.
  public RMSpropOptions withMaximize(boolean other) {
    return new RMSpropOptions(
        lr, alpha, eps, weightDecay, momentum, centered, other, differentiable);
  }

  /// With another `differentiable`.
  public RMSpropOptions withDifferentiable(boolean other) {
    return new RMSpropOptions(lr, alpha, eps, weightDecay, momentum, centered, maximize, other);
  }

  @Override
  public double movingMomentum() {
    return momentum;
  }

  @Override
  public RMSpropOptions withMovingMomentum(double other) {
    return withMomentum(other);
  }

  @Override
  public Map<String, @Nullable Object> fixed() {
    return FixedOptions.CAPTURABLE;
  }
}
