package dev.gradus.autograd;

import dev.gradus.Tensor;

/// A function of tensors with one result.
@FunctionalInterface
public interface TensorFunction {
  /// The result.
  Tensor apply(Tensor... x);

  /// The same function as one with a list of results.
  default TensorsFunction several() {
    return x -> new Tensor[] {apply(x)};
  }
}
