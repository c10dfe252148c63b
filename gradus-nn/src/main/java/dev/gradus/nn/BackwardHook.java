package dev.gradus.nn;

import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// Sees the gradients of the inputs and outputs of a layer.
@FunctionalInterface
public interface BackwardHook {
  /// The gradients of the inputs to use instead, as many; null to keep them. An entry is null where
  /// an input has no gradient.
  @Nullable Tensor @Nullable [] afterBackward(
      Layer layer, @Nullable Tensor[] gradInputs, @Nullable Tensor[] gradOutputs);
}
