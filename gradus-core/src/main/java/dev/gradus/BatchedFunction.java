package dev.gradus;

import dev.gradus.error.GradusUnsupportedException;

/// Custom functions under `vmap`.
final class BatchedFunction {
  private BatchedFunction() {}

  static GradusUnsupportedException refused(CustomOperation op) {
    return new GradusUnsupportedException(
        "You tried to vmap over "
            + op.name()
            + ", but it does not have vmap support. Please override and implement the vmap staticmethod or set generate_vmap_rule=True. For more details, please see https://pytorch.org/docs/main/notes/extending.func.html");
  }
}
