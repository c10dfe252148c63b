package dev.gradus.optim;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of [AdamW].
///
/// @param lr the learning rate
/// @param betas the shares of the past in the mean and in the mean of squares
/// @param eps what is added to the denominator
/// @param weightDecay by how much the parameter shrinks per unit of learning rate
/// @param amsgrad whether the largest mean of squares so far divides
/// @param maximize whether the objective is to grow
/// @param differentiable whether steps are recorded
public record AdamWOptions(
    double lr,
    NumberPair betas,
    double eps,
    double weightDecay,
    boolean amsgrad,
    boolean maximize,
    boolean differentiable)
    implements MomentumOptions<AdamWOptions> {
  /// PyTorch's defaults.
  public static final AdamWOptions DEFAULT =
      new AdamWOptions(1e-3, new NumberPair(0.9, 0.999), 1e-8, 1e-2, false, false, false);

  /// Checks the values, with PyTorch's sentences.
  public AdamWOptions {
    OptionChecks.learningRate(lr);
    OptionChecks.epsilon(eps);
    OptionChecks.betas(betas);
    OptionChecks.weightDecay(weightDecay);
  }

  @Override
  public AdamWOptions withLr(double other) {
    return new AdamWOptions(other, betas, eps, weightDecay, amsgrad, maximize, differentiable);
  }

  /// With another `betas`.
  public AdamWOptions withBetas(NumberPair other) {
    return new AdamWOptions(lr, other, eps, weightDecay, amsgrad, maximize, differentiable);
  }

  /// With another `eps`.
  public AdamWOptions withEps(double other) {
    return new AdamWOptions(lr, betas, other, weightDecay, amsgrad, maximize, differentiable);
  }

  /// With another `weightDecay`.
  public AdamWOptions withWeightDecay(double other) {
    return new AdamWOptions(lr, betas, eps, other, amsgrad, maximize, differentiable);
  }

  /// With another `amsgrad`.
  public AdamWOptions withAmsgrad(boolean other) {
    return new AdamWOptions(lr, betas, eps, weightDecay, other, maximize, differentiable);
  }

  /// With another `maximize`.
  public AdamWOptions withMaximize(boolean other) {
    return new AdamWOptions(lr, betas, eps, weightDecay, amsgrad, other, differentiable);
  }

  /// With another `differentiable`.
  public AdamWOptions withDifferentiable(boolean other) {
    return new AdamWOptions(lr, betas, eps, weightDecay, amsgrad, maximize, other);
  }

  @Override
  public double movingMomentum() {
    return betas.first();
  }

  @Override
  public AdamWOptions withMovingMomentum(double other) {
    return withBetas(betas.withFirst(other));
  }

  /// With other `betas`.
  public AdamWOptions withBetas(double first, double second) {
    return withBetas(new NumberPair(first, second));
  }

  @Override
  public Map<String, @Nullable Object> fixed() {
    return FixedOptions.ADAMW;
  }
}
