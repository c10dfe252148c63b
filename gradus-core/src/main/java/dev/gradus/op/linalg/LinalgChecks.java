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

  /// Matrices and right-hand sides that fit: `A·X = B`, or `X·A = B`.
  static void solver(String op, Tensor a, Tensor b, boolean left) {
    square(op, a);
    matrix(op, "B", b);
    if (left ? a.size(-2) != b.size(-2) : a.size(-1) != b.size(-1)) {
      throw new GradusArgumentException(
          op
              + ": Incompatible shapes of A and B for the equation "
              + (left ? "AX = B" : "XA = B")
              + " ("
              + a.size(-2)
              + "x"
              + a.size(-1)
              + " and "
              + b.size(-2)
              + "x"
              + b.size(-1)
              + ")");
    }
  }

  /// As [#solver] in the words of PyTorch's older functions.
  static void linearSolve(String op, Tensor b, Tensor a) {
    if (a.dtype() != b.dtype()) {
      throw new GradusArgumentException(
          "Expected b and A to have the same dtype, but found b of type "
              + b.dtype().scalarName()
              + " and A of type "
              + a.dtype().scalarName()
              + " instead.\n"
              + op
              + ": convert one of them.");
    }
    if (a.size(-1) != a.size(-2)) {
      throw new GradusArgumentException(
          "A must be batches of square matrices, but they are "
              + a.size(-2)
              + " by "
              + a.size(-1)
              + " matrices\n"
              + op
              + ": A has shape "
              + Sizes.text(a.layout().sizes())
              + ".");
    }
    if (a.size(-1) != b.size(-2)) {
      throw new GradusArgumentException(
          "Incompatible matrix sizes for "
              + op
              + ": each A matrix is "
              + a.size(-1)
              + " by "
              + a.size(-1)
              + " but each b matrix is "
              + b.size(-2)
              + " by "
              + b.size(-1));
    }
  }

  /// Equal dtypes of two tensors that the sentence names.
  static void sameDtype(String op, String first, Tensor a, String second, Tensor b) {
    if (a.dtype() != b.dtype()) {
      throw new GradusArgumentException(
          op
              + ": Expected "
              + first
              + " and "
              + second
              + " to have the same dtype, but found "
              + first
              + " of type "
              + a.dtype().scalarName()
              + " and "
              + second
              + " of type "
              + b.dtype().scalarName()
              + " instead\nConvert one of them, e.g. with to("
              + a.dtype().torchName()
              + ").");
    }
  }

  static String shape(Tensor x) {
    return "\nIt has shape " + Sizes.text(x.layout().sizes()) + ".";
  }
}
