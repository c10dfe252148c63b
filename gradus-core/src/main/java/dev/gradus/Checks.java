package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.op.pointwise.Scalar;
import java.util.Locale;

/// Checks that several operations share.
final class Checks {
  private Checks() {}

  static void noBoolSub(Tensor a, Tensor b) {
    if (a.dtype() == DType.BOOL && b.dtype() == DType.BOOL) {
      throw new GradusArgumentException(
          "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead."
              + "\nsub: use logicalXor(other), or convert one of them first.");
    }
    noBoolSub(a);
    noBoolSub(b);
  }

  static void noBoolSub(Tensor a) {
    if (a.dtype() == DType.BOOL) {
      throw new GradusArgumentException(
          "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead."
              + "\nsub: use logicalNot(), or convert the tensor first.");
    }
  }

  static void noBoolNeg(Tensor a) {
    if (a.dtype() == DType.BOOL) {
      throw new GradusArgumentException(
          "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead."
              + "\nneg: use logicalNot(), or convert the tensor first.");
    }
  }

  static void noBoolPositive(Tensor a) {
    if (a.dtype() == DType.BOOL) {
      throw new GradusArgumentException(
          "The `+` operator, on a bool tensor is not supported."
              + "\npositive: convert the tensor first.");
    }
  }

  static void notBool(String op, Tensor a) {
    if (a.dtype() == DType.BOOL) {
      throw notImplemented(op, a, "Convert the tensor first, as with to(DType.INT64)");
    }
  }

  static void oneDimension(String op, Tensor x, String argument) {
    if (x.dim() != 1) {
      throw new GradusArgumentException(
          op + ": Expected 1-D argument " + argument + ", but got " + x.dim() + "-D");
    }
  }

  static void floating(String op, Tensor a) {
    if (a.dtype().isIntegral()) {
      throw notImplemented(op, a, "Convert the tensor to a floating dtype first");
    }
  }

  static void integral(String op, Tensor... operands) {
    for (Tensor a : operands) {
      if (!a.dtype().isIntegral()) {
        throw notImplemented(op, a, "Convert the tensor to an integer dtype first");
      }
    }
  }

  static void real(String op, Tensor a) {
    if (a.dtype().isComplex()) {
      throw notImplemented(op, a, "Take real() or imag() first");
    }
  }

  static GradusUnsupportedException notImplemented(String op, Tensor a, String remedy) {
    return new GradusUnsupportedException(
        "\"%s_cpu\" not implemented for '%s'\n%s: the tensor has dtype %s. %s."
            .formatted(op, a.dtype().scalarName(), op, a.dtype(), remedy));
  }

  static Scalar alpha(String op, Tensor a, Tensor b, Complex alpha) {
    if (!a.dtype().isComplex() && !b.dtype().isComplex()) {
      throw new GradusArgumentException(
          "For non-complex input tensors, argument alpha must not be a complex number.\n"
              + op
              + ": alpha is "
              + alpha
              + ".");
    }
    return Scalar.of(alpha);
  }

  /// A number that is written into a tensor, whose dtype must hold it.
  static Scalar fitting(String op, Tensor x, Complex value) {
    if (x.dtype().isComplex()) {
      return Scalar.of(value);
    }
    if (value.im() != 0) {
      throw new GradusArgumentException(
          "value cannot be converted to type "
              + cType(x.dtype())
              + " without overflow\n"
              + op
              + ": the number is "
              + value
              + ", the tensor real.");
    }
    return Scalar.of(value.re());
  }

  static String cType(DType dtype) {
    return switch (dtype) {
      case INT64 -> "int64_t";
      case INT32 -> "int";
      case INT16 -> "int16_t";
      case INT8 -> "int8_t";
      case UINT8 -> "uint8_t";
      case FLOAT16 -> "at::Half";
      case BFLOAT16 -> "at::BFloat16";
      default -> dtype.scalarName().toLowerCase(Locale.ROOT);
    };
  }

  /// A single value that is written into a tensor, whose dtype must hold it.
  static Tensor fitting(String op, Tensor x, Tensor value) {
    if (value.isComplex() && !x.isComplex() && value.dim() == 0 && !Call.isHidden(value)) {
      fitting(op, x, value.itemComplex());
    }
    return value;
  }

  static Scalar alpha(String op, Tensor a, Tensor b, double alpha) {
    boolean whole = a.dtype().isIntegral() && b.dtype().isIntegral();
    if (whole && alpha != Math.rint(alpha)) {
      throw new GradusArgumentException(
          "For integral input tensors, argument alpha must not be a floating point number."
              + "\n"
              + op
              + ": alpha is "
              + alpha
              + ".");
    }
    // It never widens the dtype that the tensors have together.
    if (a.dtype() == DType.BOOL && b.dtype() == DType.BOOL) {
      return Scalar.of(alpha != 0);
    }
    return whole ? Scalar.of((long) alpha) : Scalar.of(alpha);
  }

  /// There must be elements where a norm is an extreme or a power that is infinite at 0.
  static void normHasIdentity(Tensor x, double order, int... dims) {
    String name = Double.isInfinite(order) ? (order > 0 ? "inf" : "-inf") : number(order);
    String start = "linalg.vector_norm cannot compute the " + name + " norm on ";
    if (dims.length == 0) {
      throw new GradusArgumentException(
          start + "an empty tensor because the operation does not have an identity");
    }
    for (int d : dims) {
      if (x.size(d) == 0) {
        throw new GradusArgumentException(
            start
                + "the dimension "
                + d
                + "because this dimension is empty and the operation does not have an identity");
      }
    }
  }

  private static String number(double x) {
    return x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x);
  }
}
