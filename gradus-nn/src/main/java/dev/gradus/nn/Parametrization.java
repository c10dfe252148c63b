package dev.gradus.nn;

import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// What computes a parameter from others: `forward` gives the parameter. See [Parametrize].
public abstract class Parametrization extends Layer {
  /// Creates it.
  protected Parametrization() {}

  /// The tensors from which `forward` computes this value, where it knows; null where it does not,
  /// and the value itself is then what is trained.
  public Tensor @Nullable [] rightInverse(Tensor value) {
    return null;
  }
}
