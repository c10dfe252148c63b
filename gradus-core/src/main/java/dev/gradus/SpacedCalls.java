package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;

/// Evenly spaced values between complex numbers, and between numbers that are in tensors.
///
/// A bound that is a tensor must have no dimensions; it is read, so that nothing flows back to it.
abstract sealed class SpacedCalls extends Integration permits ComplexCalls {
  /// Evenly spaced complex values, both ends included. **Errors**: negative steps. **Source**:
  /// torch.linspace.
  public static Tensor linspace(Complex start, Complex end, long steps) {
    return linspace(start, end, steps, Globals.defaultDtype().toComplex());
  }

  /// As [#linspace(Complex, Complex, long)] with a dtype. **Errors**: a real dtype.
  public static Tensor linspace(Complex start, Complex end, long steps, DType dtype) {
    return Ranges.linspace(start, end, steps, complex("linspace", dtype));
  }

  /// Powers with evenly spaced complex exponents, both ends included. **Errors**: negative steps, a
  /// real dtype. **Source**: torch.logspace.
  public static Tensor logspace(Complex start, Complex end, long steps, double base, DType dtype) {
    return Ranges.logspace(start, end, steps, base, complex("logspace", dtype));
  }

  private static DType complex(String op, DType dtype) {
    if (!dtype.isComplex()) {
      throw unsafe(op, DType.COMPLEX128, dtype);
    }
    return dtype;
  }

  private static GradusArgumentException unsafe(String op, DType inferred, DType dtype) {
    return new GradusArgumentException(
        "torch."
            + op
            + "(): inferred dtype "
            + inferred.scalarName()
            + " can't be safely cast to passed dtype "
            + dtype.scalarName());
  }

  /// Evenly spaced values between two tensors without dimensions. **Dtype**: the default one, or
  /// its complex partner.
  public static Tensor linspace(Tensor start, Tensor end, long steps) {
    checkBounds("linspace", start, end);
    return linspace(start, end, steps, defaultDtype(start, end));
  }

  /// As [#linspace(Tensor, Tensor, long)] with a dtype.
  public static Tensor linspace(Tensor start, Tensor end, long steps, DType dtype) {
    checkBounds("linspace", start, end);
    checkCast("linspace", start, end, dtype);
    return Ranges.linspace(start.itemComplex(), end.itemComplex(), steps, dtype);
  }

  /// As [#linspace(Tensor, Tensor, long, DType)] from a tensor to a number.
  public static Tensor linspace(Tensor start, double end, long steps, DType dtype) {
    return linspace(start, Gradus.tensor(end, DType.FLOAT64), steps, dtype);
  }

  /// As [#linspace(Tensor, Tensor, long, DType)] from a number to a tensor.
  public static Tensor linspace(double start, Tensor end, long steps, DType dtype) {
    return linspace(Gradus.tensor(start, DType.FLOAT64), end, steps, dtype);
  }

  /// Powers of 10 with evenly spaced exponents between two tensors without dimensions.
  public static Tensor logspace(Tensor start, Tensor end, long steps) {
    checkBounds("logspace", start, end);
    return logspace(start, end, steps, 10, defaultDtype(start, end));
  }

  /// As [#logspace(Tensor, Tensor, long)] with another base and a dtype.
  public static Tensor logspace(Tensor start, Tensor end, long steps, double base, DType dtype) {
    checkBounds("logspace", start, end);
    checkCast("logspace", start, end, dtype);
    return Ranges.logspace(start.itemComplex(), end.itemComplex(), steps, base, dtype);
  }

  /// As [#logspace(Tensor, Tensor, long, double, DType)] from a tensor to a number.
  public static Tensor logspace(Tensor start, double end, long steps, double base, DType dtype) {
    return logspace(start, Gradus.tensor(end, DType.FLOAT64), steps, base, dtype);
  }

  /// As [#logspace(Tensor, Tensor, long, double, DType)] from a number to a tensor.
  public static Tensor logspace(double start, Tensor end, long steps, double base, DType dtype) {
    return logspace(Gradus.tensor(start, DType.FLOAT64), end, steps, base, dtype);
  }

  private static DType defaultDtype(Tensor start, Tensor end) {
    DType dtype = Globals.defaultDtype();
    return start.isComplex() || end.isComplex() ? dtype.toComplex() : dtype;
  }

  private static void checkBounds(String op, Tensor start, Tensor end) {
    if (start.dim() != 0 || end.dim() != 0) {
      throw new GradusArgumentException(
          "%s only supports 0-dimensional start and end tensors, but got start with %d dimension(s) and end with %d dimension(s)."
              .formatted(op, start.dim(), end.dim()));
    }
  }

  private static void checkCast(String op, Tensor start, Tensor end, DType dtype) {
    if (!dtype.isComplex() && (start.isComplex() || end.isComplex())) {
      throw unsafe(op, defaultDtype(start, end), dtype);
    }
  }
}
