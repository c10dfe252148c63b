package dev.gradus.optim;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of [Rprop].
///
/// @param lr the learning rate
/// @param etas by what a step shrinks and grows
/// @param stepSizes the smallest and the largest step
/// @param maximize whether the objective is to grow
/// @param differentiable whether steps are recorded
public record RpropOptions(
    double lr, NumberPair etas, NumberPair stepSizes, boolean maximize, boolean differentiable)
    implements OptimizerOptions<RpropOptions> {
  /// PyTorch's defaults.
  public static final RpropOptions DEFAULT =
      new RpropOptions(1e-2, new NumberPair(0.5, 1.2), new NumberPair(1e-6, 50), false, false);

  /// Checks the values, with PyTorch's sentences.
  public RpropOptions {
    OptionChecks.learningRate(lr);
    OptionChecks.require(
        etas.first() > 0 && etas.first() < 1 && etas.second() > 1,
        "Invalid eta values: " + PythonText.of(etas.first()) + ", " + PythonText.of(etas.second()),
        "optimizer options: a step shrinks by the first, in (0, 1), and grows by the second, above 1.");
  }

  @Override
  public RpropOptions withLr(double other) {
    return new RpropOptions(other, etas, stepSizes, maximize, differentiable);
  }

  /// With another `etas`.
  public RpropOptions withEtas(NumberPair other) {
    return new RpropOptions(lr, other, stepSizes, maximize, differentiable);
  }

  /// With another `stepSizes`.
  public RpropOptions withStepSizes(NumberPair other) {
    return new RpropOptions(lr, etas, other, maximize, differentiable);
  }

  /// With another `maximize`.
  public RpropOptions withMaximize(boolean other) {
    return new RpropOptions(lr, etas, stepSizes, other, differentiable);
  }

  /// With another `differentiable`.
  public RpropOptions withDifferentiable(boolean other) {
    return new RpropOptions(lr, etas, stepSizes, maximize, other);
  }

  @Override
  public Map<String, @Nullable Object> fixed() {
    return FixedOptions.CAPTURABLE;
  }
}
