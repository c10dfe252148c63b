package dev.gradus.nn;

import dev.gradus.Tensor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reading numbers in tests.
final class Values {
  private Values() {}

  /// The numbers of a tensor, which must be there.
  static double[] of(@Nullable Tensor t) {
    return Objects.requireNonNull(t).detach().toDoubleArray();
  }

  /// The numbers of its gradient, which must be there.
  static double[] grad(Tensor t) {
    return of(t.grad());
  }
}
