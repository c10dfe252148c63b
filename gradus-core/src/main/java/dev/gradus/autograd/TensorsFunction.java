package dev.gradus.autograd;

import dev.gradus.Tensor;

/// A function of tensors with any number of results.
@FunctionalInterface
public interface TensorsFunction {
  /// The results.
  Tensor[] apply(Tensor... x);
}
