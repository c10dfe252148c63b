package dev.gradus.nn;

import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// Sees the inputs and outputs of a layer after it computed.
@FunctionalInterface
public interface ForwardHook {
  /// The outputs to use instead, as many; null to keep them.
  Tensor @Nullable [] afterForward(Layer layer, Tensor[] inputs, Tensor[] outputs);
}
