package dev.gradus.optim;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of [Adamax].
///
/// @param lr the learning rate
/// @param betas the shares of the past in the mean and in the mean of squares
/// @param eps what is added to the denominator
/// @param weightDecay how much of the parameter is added to its gradient
/// @param maximize whether the objective is to grow
/// @param differentiable whether steps are recorded
public record AdamaxOptions(
    double lr,
    NumberPair betas,
    double eps,
    double weightDecay,
    boolean maximize,
    boolean differentiable)
    implements MomentumOptions<AdamaxOptions> {
  /// PyTorch's defaults.
  public static final AdamaxOptions DEFAULT =
      new AdamaxOptions(2e-3, new NumberPair(0.9, 0.999), 1e-8, 0, false, false);

  /// Checks the values, with PyTorch's sentences.
  public AdamaxOptions {
    OptionChecks.learningRate(lr);
    OptionChecks.epsilon(eps);
    OptionChecks.betas(betas);
    OptionChecks.weightDecay(weightDecay);
  }

  @Override
  public AdamaxOptions withLr(double other) {
    return new AdamaxOptions(other, betas, eps, weightDecay, maximize, differentiable);
  }

  /// With another `betas`.
  public AdamaxOptions withBetas(NumberPair other) {
    return new AdamaxOptions(lr, other, eps, weightDecay, maximize, differentiable);
  }

  /// With another `eps`.
  public AdamaxOptions withEps(double other) {
    return new AdamaxOptions(lr, betas, other, weightDecay, maximize, differentiable);
  }

  /// With another `weightDecay`.
  public AdamaxOptions withWeightDecay(double other) {
    return new AdamaxOptions(lr, betas, eps, other, maximize, differentiable);
  }

  /// With another `maximize`.
  public AdamaxOptions withMaximize(boolean other) {
    return new AdamaxOptions(lr, betas, eps, weightDecay, other, differentiable);
  }

  /// With another `differentiable`.
  public AdamaxOptions withDifferentiable(boolean other) {
    return new AdamaxOptions(lr, betas, eps, weightDecay, maximize, other);
  }

  @Override
  public double movingMomentum() {
    return betas.first();
  }

  @Override
  public AdamaxOptions withMovingMomentum(double other) {
    return withBetas(betas.withFirst(other));
  }

  /// With other `betas`.
  public AdamaxOptions withBetas(double first, double second) {
    return withBetas(new NumberPair(first, second));
  }

  @Override
  public Map<String, @Nullable Object> fixed() {
    return FixedOptions.CAPTURABLE;
  }
}
