package dev.gradus.op.linalg;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.shape.Sizes;

/// What operations on matrices require of their tensors, with PyTorch's sentences.
public final class LinalgChecks {
  private LinalgChecks() {}

  /// At least two dimensions.
  ///
  /// @param op the name that the sentence begins with, such as `linalg.det`
  /// @param name the name of the tensor in the sentence, such as `A`
  public static void matrix(String op, String name, Tensor x) {
    if (x.dim() < 2) {
      throw new GradusArgumentException(
          op + ": The input tensor " + name + " must have at least 2 dimensions." + shape(x));
    }
  }

  /// Square matrices.
  public static void square(String op, Tensor x) {
    square(op, "A", x);
  }

  /// Square matrices, with a name for the tensor.
  public static void square(String op, String name, Tensor x) {
    matrix(op, name, x);
    if (x.size(-1) != x.size(-2)) {
      throw new GradusArgumentException(
          op
              + ": "
              + name
              + " must be batches of square matrices, but they are "
              + x.size(-2)
              + " by "
              + x.size(-1)
              + " matrices"
              + shape(x));
    }
  }

  /// A floating or complex dtype; of these, float16 and bfloat16 are refused by [#computable].
  public static void floating(String op, Tensor x) {
    if (x.dtype().isIntegral()) {
      throw new GradusArgumentException(
          op
              + ": Expected a floating point or complex tensor as input. Got "
              + x.dtype().scalarName()
              + "\nConvert the tensor first, e.g. with to(float32).");
    }
  }

  /// A dtype with at least the digits of float32, where PyTorch says so at once.
  public static void fullPrecision(String op, Tensor x) {
    floating(op, x);
    if (x.dtype().itemSize() == 2) {
      throw new GradusArgumentException(
          op
              + ": Low precision dtypes not supported. Got "
              + x.dtype().scalarName()
              + "\nConvert the tensor first, e.g. with to(float32).");
    }
  }

  /// A dtype that the kernels have: float32, float64 or complex.
  ///
  /// @param kernel PyTorch's name of the kernel, such as `lu_cpu`
  public static void computable(String kernel, Tensor x) {
    if (x.dtype().isIntegral() || x.dtype().itemSize() == 2) {
      throw new GradusUnsupportedException(
          "\"%s\" not implemented for '%s'\nConvert the tensor first, e.g. with to(float32)."
              .formatted(kernel, x.dtype().scalarName()));
    }
  }

  static String shape(Tensor x) {
    return "\nIt has shape " + Sizes.text(x.layout().sizes()) + ".";
  }
}
