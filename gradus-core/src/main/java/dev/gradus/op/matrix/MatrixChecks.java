package dev.gradus.op.matrix;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Sizes;
import java.util.Locale;

/// Sizes and dtypes that products require, with PyTorch's sentences.
final class MatrixChecks {
  private MatrixChecks() {}

  static void mm(Tensor a, Tensor b) {
    rank("self must be a matrix", a, 2);
    rank("mat2 must be a matrix", b, 2);
    if (a.size(1) != b.size(0)) {
      throw new GradusArgumentException(
          "mat1 and mat2 shapes cannot be multiplied ("
              + Sizes.cross(a.layout().sizes())
              + " and "
              + Sizes.cross(b.layout().sizes())
              + ")\nmm: the second size of the first matrix ("
              + a.size(1)
              + ") must equal the first size of the second ("
              + b.size(0)
              + ").");
    }
    sameDtype("expected m1 and m2 to have the same dtype, but got: ", " != ", a, b);
  }

  static void mv(Tensor a, Tensor b) {
    if (a.dim() != 2 || b.dim() != 1) {
      throw new GradusArgumentException(
          "vector + matrix @ vector expected, got 1, " + a.dim() + ", " + b.dim());
    }
    if (a.size(1) != b.size(0)) {
      throw new GradusArgumentException(
          "size mismatch, got input ("
              + a.size(0)
              + "), mat ("
              + Sizes.cross(a.layout().sizes())
              + "), vec ("
              + b.size(0)
              + ")");
    }
    sameDtype("expected m1 and m2 to have the same dtype, but got: ", " != ", a, b);
  }

  static void dot(Tensor a, Tensor b) {
    if (a.dim() != 1 || b.dim() != 1) {
      throw new GradusArgumentException(
          "1D tensors expected, but got " + a.dim() + "D and " + b.dim() + "D tensors");
    }
    if (a.dtype() != b.dtype()) {
      throw new GradusArgumentException(
          "dot : expected both vectors to have same dtype, but found "
              + a.dtype().scalarName()
              + " and "
              + b.dtype().scalarName());
    }
    if (a.numel() != b.numel()) {
      throw new GradusArgumentException(
          "inconsistent tensor size, expected tensor "
              + Sizes.text(a.layout().sizes())
              + " and src "
              + Sizes.text(b.layout().sizes())
              + " to have the same number of elements, but got "
              + a.numel()
              + " and "
              + b.numel()
              + " elements respectively");
    }
  }

  static void bmm(Tensor a, Tensor b) {
    rank("batch1 must be a 3D tensor", a, 3);
    rank("batch2 must be a 3D tensor", b, 3);
    if (a.size(0) != b.size(0) || a.size(2) != b.size(1)) {
      throw new GradusArgumentException(
          "Expected size for first two dimensions of batch2 tensor to be: ["
              + a.size(0)
              + ", "
              + a.size(2)
              + "] but got: ["
              + b.size(0)
              + ", "
              + b.size(1)
              + "].");
    }
    if (a.dtype() != b.dtype()) {
      throw new GradusArgumentException(
          "expected scalar type "
              + a.dtype().scalarName()
              + " but found "
              + b.dtype().scalarName());
    }
  }

  private static void rank(String sentence, Tensor x, int rank) {
    if (x.dim() != rank) {
      throw new GradusArgumentException(
          sentence + "\nIt has shape " + Sizes.text(x.layout().sizes()) + ".");
    }
  }

  private static void sameDtype(String sentence, String between, Tensor a, Tensor b) {
    if (a.dtype() != b.dtype()) {
      throw new GradusArgumentException(
          sentence
              + name(a.dtype())
              + between
              + name(b.dtype())
              + "\nConvert one of them, e.g. with to("
              + a.dtype().torchName()
              + ").");
    }
  }

  /// C++'s names of the types, as that sentence has them.
  private static String name(DType dtype) {
    return switch (dtype) {
      case INT64 -> "long int";
      case INT32 -> "int";
      case INT16 -> "short int";
      case INT8 -> "signed char";
      case UINT8 -> "unsigned char";
      case FLOAT16 -> "c10::Half";
      case BFLOAT16 -> "c10::BFloat16";
      case COMPLEX64 -> "c10::complex<float>";
      case COMPLEX128 -> "c10::complex<double>";
      default -> dtype.scalarName().toLowerCase(Locale.ROOT);
    };
  }
}
