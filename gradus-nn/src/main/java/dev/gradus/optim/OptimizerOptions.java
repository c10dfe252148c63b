package dev.gradus.optim;

/// What an optimiser can be told, for each group of parameters: a record whose components are
/// PyTorch's option names, in Java's spelling.
///
/// Components are numbers, truth values, [NumberPair]s or enums; with that the state dict holds
/// them under PyTorch's keys.
///
/// @param <O> the record itself
public interface OptimizerOptions<O extends OptimizerOptions<O>> {
  /// The learning rate.
  double lr();

  /// With another learning rate.
  O withLr(double other);

  /// Whether steps are recorded, so that gradients flow through them. A step changes its parameters
  /// in place, so a loss that is differentiated afterwards is computed from their `clone()`s.
  default boolean differentiable() {
    return false;
  }
}
