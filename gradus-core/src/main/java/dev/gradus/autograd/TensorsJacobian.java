package dev.gradus.autograd;

import dev.gradus.Tensor;
import java.util.Arrays;

/// A function that gives the Jacobians of every result (first index) by some arguments (second
/// index).
@FunctionalInterface
public interface TensorsJacobian {
  /// The Jacobians.
  Tensor[][] apply(Tensor... x);

  /// The Jacobians in a row, those of the first result first, to be transformed again.
  default Tensor[] flat(Tensor... x) {
    return Arrays.stream(apply(x)).flatMap(Arrays::stream).toArray(Tensor[]::new);
  }
}
