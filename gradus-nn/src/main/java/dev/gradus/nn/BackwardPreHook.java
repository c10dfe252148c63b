package dev.gradus.nn;

import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// Sees the gradients of the outputs of a layer.
@FunctionalInterface
public interface BackwardPreHook {
  /// The gradients to use instead, as many; null to keep them. An entry is null where no gradient
  /// arrived.
  @Nullable Tensor @Nullable [] beforeBackward(Layer layer, @Nullable Tensor[] gradOutputs);
}
