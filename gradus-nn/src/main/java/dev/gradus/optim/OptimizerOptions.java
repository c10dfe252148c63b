package dev.gradus.optim;

import dev.gradus.Tensor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an optimiser can be told, for each group of parameters: a record whose components are
/// PyTorch's option names, in Java's spelling.
///
/// Components are numbers, truth values, enums or records of numbers, as [NumberPair]; with that
/// the state dict holds them under PyTorch's keys.
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

  /// What PyTorch's options have besides, always the same here: `foreach`, `capturable`, `fused`
  /// say how a step is computed, and there is one way. State dicts and printed optimisers show
  /// them.
  default Map<String, @Nullable Object> fixed() {
    return Map.of();
  }

  /// Refuses a parameter that the optimiser cannot change.
  default void check(Tensor parameter) {}
}
