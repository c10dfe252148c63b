package dev.gradus.nn;

import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// Sees the inputs of a layer before it computes.
@FunctionalInterface
public interface ForwardPreHook {
  /// The inputs to use instead, as many; null to keep them.
  Tensor @Nullable [] beforeForward(Layer layer, Tensor[] inputs);
}
