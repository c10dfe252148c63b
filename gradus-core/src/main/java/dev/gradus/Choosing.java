package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.dtype.Promotion;

/// Choices with numbers, and what promotion says: statics of [Gradus].
abstract sealed class Choosing extends LowRankFactors permits Dropouts {
  /// Where the condition holds the element, elsewhere the number. **Dtype**: that of the tensor,
  /// which the number does not widen within its category. **Gradient**: g where the condition
  /// holds. **Source**: torch.where(condition, input, number).
  public static Tensor where(Tensor condition, Tensor x, double y) {
    return Gradus.where(condition, x, number(y, x));
  }

  /// Where the condition holds the number, elsewhere the element. **Gradient**: g where the
  /// condition does not hold.
  public static Tensor where(Tensor condition, double x, Tensor y) {
    return Gradus.where(condition, number(x, y), y);
  }

  /// One of two numbers for each truth value. **Dtype**: the default one. **Gradient**: none.
  public static Tensor where(Tensor condition, double x, double y) {
    DType dtype = Gradus.getDefaultDtype();
    return Gradus.where(condition, Gradus.scalarTensor(x, dtype), Gradus.scalarTensor(y, dtype));
  }

  /// The places where the condition holds, one tensor for each dimension. **Source**:
  /// torch.where(condition).
  public static Tensor[] where(Tensor condition) {
    return condition.nonzeroTuple();
  }

  private static Tensor number(double value, Tensor beside) {
    boolean fits = beside.isFloatingPoint() || beside.isComplex();
    return Gradus.scalarTensor(value, fits ? beside.dtype() : Gradus.getDefaultDtype());
  }

  /// Whether an operation may put its result of one dtype into a tensor of another. **Source**:
  /// torch.can\_cast.
  public static boolean canCast(DType from, DType to) {
    return Promotion.canCast(from, to);
  }

  /// The dtype that arithmetic with both tensors computes in. **Source**: torch.result\_type.
  public static DType resultType(Tensor a, Tensor b) {
    boolean first = a.dim() > 0;
    boolean second = b.dim() > 0;
    if (first == second) {
      DType both = Promotion.promote(a.dtype(), b.dtype());
      return first
          ? Promotion.resultType(both, null, null)
          : Promotion.resultType(null, both, null);
    }
    return first
        ? Promotion.resultType(a.dtype(), b.dtype(), null)
        : Promotion.resultType(b.dtype(), a.dtype(), null);
  }

  /// The dtype that arithmetic with a tensor and a decimal number computes in.
  public static DType resultType(Tensor a, double number) {
    return withNumber(a, Gradus.getDefaultDtype());
  }

  /// The dtype that arithmetic with a tensor and a whole number computes in.
  public static DType resultType(Tensor a, long number) {
    return withNumber(a, DType.INT64);
  }

  private static DType withNumber(Tensor a, DType number) {
    return a.dim() > 0
        ? Promotion.resultType(a.dtype(), null, number)
        : Promotion.resultType(null, a.dtype(), number);
  }
}
