package dev.gradus.optim;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of [SGD].
///
/// @param lr the learning rate
/// @param momentum the share of the past step in the next
/// @param dampening how much the gradient is damped where there is momentum
/// @param weightDecay how much of the parameter is added to its gradient
/// @param nesterov whether to look ahead along the momentum
/// @param maximize whether the objective is to grow
/// @param differentiable whether steps are recorded
public record SGDOptions(
    double lr,
    double momentum,
    double dampening,
    double weightDecay,
    boolean nesterov,
    boolean maximize,
    boolean differentiable)
    implements MomentumOptions<SGDOptions> {
  /// PyTorch's defaults.
  public static final SGDOptions DEFAULT = new SGDOptions(1e-3, 0, 0, 0, false, false, false);

  /// Checks the values, with PyTorch's sentences.
  public SGDOptions {
    OptionChecks.learningRate(lr);
    OptionChecks.atLeastZero("momentum value", momentum);
    OptionChecks.weightDecay(weightDecay);
    OptionChecks.require(
        !nesterov || momentum > 0 && dampening == 0,
        "Nesterov momentum requires a momentum and zero dampening",
        "optimizer options: set the momentum before nesterov.");
  }

  @Override
  public SGDOptions withLr(double other) {
    return new SGDOptions(
        other, momentum, dampening, weightDecay, nesterov, maximize, differentiable);
  }

  /// With another `momentum`.
  public SGDOptions withMomentum(double other) {
    return new SGDOptions(lr, other, dampening, weightDecay, nesterov, maximize, differentiable);
  }

  /// With another `dampening`.
  public SGDOptions withDampening(double other) {
    return new SGDOptions(lr, momentum, other, weightDecay, nesterov, maximize, differentiable);
  }

  /// With another `weightDecay`.
  public SGDOptions withWeightDecay(double other) {
    return new SGDOptions(lr, momentum, dampening, other, nesterov, maximize, differentiable);
  }

  /// With another `nesterov`.
  public SGDOptions withNesterov(boolean other) {
    return new SGDOptions(lr, momentum, dampening, weightDecay, other, maximize, differentiable);
  }

  /// With another `maximize`.
  public SGDOptions withMaximize(boolean other) {
    return new SGDOptions(lr, momentum, dampening, weightDecay, nesterov, other, differentiable);
  }

  /// With another `differentiable`.
  public SGDOptions withDifferentiable(boolean other) {
    return new SGDOptions(lr, momentum, dampening, weightDecay, nesterov, maximize, other);
  }

  @Override
  public double movingMomentum() {
    return momentum;
  }

  @Override
  public SGDOptions withMovingMomentum(double other) {
    return withMomentum(other);
  }

  @Override
  public Map<String, @Nullable Object> fixed() {
    return FixedOptions.FUSED;
  }
}
