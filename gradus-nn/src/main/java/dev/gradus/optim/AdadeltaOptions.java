package dev.gradus.optim;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of [Adadelta].
///
/// @param lr the learning rate
/// @param rho the share of the past in the means of squares
/// @param eps what is added to the denominator
/// @param weightDecay how much of the parameter is added to its gradient
/// @param maximize whether the objective is to grow
/// @param differentiable whether steps are recorded
public record AdadeltaOptions(
    double lr, double rho, double eps, double weightDecay, boolean maximize, boolean differentiable)
    implements OptimizerOptions<AdadeltaOptions> {
  /// PyTorch's defaults.
  public static final AdadeltaOptions DEFAULT = new AdadeltaOptions(1, 0.9, 1e-6, 0, false, false);

  /// Checks the values, with PyTorch's sentences.
  public AdadeltaOptions {
    OptionChecks.learningRate(lr);
    OptionChecks.require(
        rho >= 0 && rho <= 1,
        "Invalid rho value: " + PythonText.of(rho),
        "optimizer options: it must be in [0, 1].");
    OptionChecks.epsilon(eps);
    OptionChecks.weightDecay(weightDecay);
  }

  @Override
  public AdadeltaOptions withLr(double other) {
    return new AdadeltaOptions(other, rho, eps, weightDecay, maximize, differentiable);
  }

  /// With another `rho`.
  public AdadeltaOptions withRho(double other) {
    return new AdadeltaOptions(lr, other, eps, weightDecay, maximize, differentiable);
  }

  /// With another `eps`.
  public AdadeltaOptions withEps(double other) {
    return new AdadeltaOptions(lr, rho, other, weightDecay, maximize, differentiable);
  }

  /// With another `weightDecay`.
  public AdadeltaOptions withWeightDecay(double other) {
    return new AdadeltaOptions(lr, rho, eps, other, maximize, differentiable);
  }

  /// With another `maximize`.
  public AdadeltaOptions withMaximize(boolean other) {
    return new AdadeltaOptions(lr, rho, eps, weightDecay, other, differentiable);
  }

  /// With another `differentiable`.
  public AdadeltaOptions withDifferentiable(boolean other) {
    return new AdadeltaOptions(lr, rho, eps, weightDecay, maximize, other);
  }

  @Override
  public Map<String, @Nullable Object> fixed() {
    return FixedOptions.CAPTURABLE;
  }
}
