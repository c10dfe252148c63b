package dev.gradus.optim;

/// Options with a momentum that a scheduler may move: `momentum`, or the first of the `betas`.
///
/// @param <O> the record itself
public interface MomentumOptions<O extends MomentumOptions<O>> extends OptimizerOptions<O> {
  /// The momentum, or the first beta.
  double movingMomentum();

  /// With another momentum, or first beta.
  O withMovingMomentum(double other);
}
