package dev.gradus.optim;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of [ASGD].
///
/// @param lr the learning rate
/// @param lambd how much parameters shrink per unit of learning rate
/// @param alpha the power with which the learning rate falls
/// @param t0 the step at which averaging begins
/// @param weightDecay how much of the parameter is added to its gradient
/// @param maximize whether the objective is to grow
/// @param differentiable whether steps are recorded
public record ASGDOptions(
    double lr,
    double lambd,
    double alpha,
    double t0,
    double weightDecay,
    boolean maximize,
    boolean differentiable)
    implements OptimizerOptions<ASGDOptions> {
  /// PyTorch's defaults.
  public static final ASGDOptions DEFAULT = new ASGDOptions(1e-2, 1e-4, 0.75, 1e6, 0, false, false);

  /// Checks the values, with PyTorch's sentences.
  public ASGDOptions {
    OptionChecks.learningRate(lr);
    OptionChecks.weightDecay(weightDecay);
  }

  @Override
  public ASGDOptions withLr(double other) {
    return new ASGDOptions(other, lambd, alpha, t0, weightDecay, maximize, differentiable);
  }

  /// With another `lambd`.
  public ASGDOptions withLambd(double other) {
    return new ASGDOptions(lr, other, alpha, t0, weightDecay, maximize, differentiable);
  }

  /// With another `alpha`.
  public ASGDOptions withAlpha(double other) {
    return new ASGDOptions(lr, lambd, other, t0, weightDecay, maximize, differentiable);
  }

  /// With another `t0`.
  public ASGDOptions withT0(double other) {
    return new ASGDOptions(lr, lambd, alpha, other, weightDecay, maximize, differentiable);
  }

  /// With another `weightDecay`.
  public ASGDOptions withWeightDecay(double other) {
    return new ASGDOptions(lr, lambd, alpha, t0, other, maximize, differentiable);
  }

  /// With another `maximize`.
  public ASGDOptions withMaximize(boolean other) {
    return new ASGDOptions(lr, lambd, alpha, t0, weightDecay, other, differentiable);
  }

  /// With another `differentiable`.
  public ASGDOptions withDifferentiable(boolean other) {
    return new ASGDOptions(lr, lambd, alpha, t0, weightDecay, maximize, other);
  }

  @Override
  public Map<String, @Nullable Object> fixed() {
    return FixedOptions.CAPTURABLE;
  }
}
