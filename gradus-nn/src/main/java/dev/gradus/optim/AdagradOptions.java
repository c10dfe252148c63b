package dev.gradus.optim;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of [Adagrad].
///
/// @param lr the learning rate
/// @param lrDecay how the learning rate falls with the steps
/// @param weightDecay how much of the parameter is added to its gradient
/// @param initialAccumulatorValue where the sums of squares start
/// @param eps what is added to the denominator
/// @param maximize whether the objective is to grow
/// @param differentiable whether steps are recorded
public record AdagradOptions(
    double lr,
    double lrDecay,
    double weightDecay,
    double initialAccumulatorValue,
    double eps,
    boolean maximize,
    boolean differentiable)
    implements OptimizerOptions<AdagradOptions> {
  /// PyTorch's defaults.
  public static final AdagradOptions DEFAULT =
      new AdagradOptions(1e-2, 0, 0, 0, 1e-10, false, false);

  /// Checks the values, with PyTorch's sentences.
  public AdagradOptions {
    OptionChecks.learningRate(lr);
    OptionChecks.atLeastZero("lr_decay value", lrDecay);
    OptionChecks.weightDecay(weightDecay);
    OptionChecks.atLeastZero("initial_accumulator_value value", initialAccumulatorValue);
    OptionChecks.epsilon(eps);
  }

  @Override
  public AdagradOptions withLr(double other) {
    return new AdagradOptions(
        other, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize, differentiable);
  }

  /// With another `lrDecay`.
  public AdagradOptions withLrDecay(double other) {
    return new AdagradOptions(
        lr, other, weightDecay, initialAccumulatorValue, eps, maximize, differentiable);
  }

  /// With another `weightDecay`.
  public AdagradOptions withWeightDecay(double other) {
    return new AdagradOptions(
        lr, lrDecay, other, initialAccumulatorValue, eps, maximize, differentiable);
  }

  /// With another `initialAccumulatorValue`.
  public AdagradOptions withInitialAccumulatorValue(double other) {
    return new AdagradOptions(lr, lrDecay, weightDecay, other, eps, maximize, differentiable);
  }

  /// With another `eps`.
  public AdagradOptions withEps(double other) {
    return new AdagradOptions(
        lr, lrDecay, weightDecay, initialAccumulatorValue, other, maximize, differentiable);
  }

  /// With another `maximize`.
  public AdagradOptions withMaximize(boolean other) {
    return new AdagradOptions(
        lr, lrDecay, weightDecay, initialAccumulatorValue, eps, other, differentiable);
  }

  /// With another `differentiable`.
  public AdagradOptions withDifferentiable(boolean other) {
    return new AdagradOptions(
        lr, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize, other);
  }

  @Override
  public Map<String, @Nullable Object> fixed() {
    return FixedOptions.FUSED;
  }
}
