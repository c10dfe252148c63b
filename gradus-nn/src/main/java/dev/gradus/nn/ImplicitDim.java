package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The dimension of a softmax that names none.
final class ImplicitDim {
  private ImplicitDim() {}

  static int of(String function, @Nullable Integer dim, Tensor x) {
    if (dim != null) {
      return dim;
    }
    Gradus.warn(
        "Implicit dimension choice for "
            + function
            + " has been deprecated. Change the call to include dim=X as an argument.");
    return x.dim() == 0 || x.dim() == 1 || x.dim() == 3 ? 0 : 1;
  }
}
