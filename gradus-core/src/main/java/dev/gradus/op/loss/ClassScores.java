package dev.gradus.op.loss;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.shape.Sizes;

/// What losses of scores for classes require.
final class ClassScores {
  private ClassScores() {}

  /// Whether these are the sizes of a score, a vector of scores, or any number of such vectors.
  static boolean nonEmpty(long[] sizes) {
    return switch (sizes.length) {
      case 0 -> true;
      case 1 -> sizes[0] != 0;
      case 2 -> sizes[1] != 0;
      default -> false;
    };
  }

  static GradusArgumentException empty(long[] sizes) {
    return new GradusArgumentException(
        "Expected non-empty vector or matrix with optional 0-dim batch size, but got: "
            + Sizes.text(sizes));
  }

  /// Refuses complex scores.
  ///
  /// @param kernel what PyTorch names in the sentence
  static void real(String kernel, Tensor x) {
    if (x.isComplex()) {
      throw new GradusUnsupportedException(
          "\"%s\" not implemented for '%s'\nThe scores are complex; take real() or imag() first."
              .formatted(kernel, x.dtype().scalarName()));
    }
  }

  static void checkClasses(Tensor target) {
    if (target.dtype() != DType.INT64) {
      throw new GradusArgumentException(
          "expected scalar type Long but found "
              + target.dtype().scalarName()
              + "\nThe target holds classes; convert it with to(int64).");
    }
  }
}
