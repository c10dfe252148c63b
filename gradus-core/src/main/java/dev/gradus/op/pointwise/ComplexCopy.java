package dev.gradus.op.pointwise;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.shape.Parts;

/// Copies from or to complex tensors, one part at a time.
public final class ComplexCopy {
  private ComplexCopy() {}

  static void copy(Tensor from, Tensor to) {
    if (to.dtype() == DType.BOOL) {
      Comparisons.NE_NUMBER.with(Scalar.of(0L)).forwardInto(to, new Tensor[] {from});
      return;
    }
    if (!to.dtype().isComplex()) {
      Copies.copy(part(from, 0), to);
      return;
    }
    if (from.dtype().isComplex()) {
      Copies.copy(reals(from), reals(to));
      return;
    }
    Copies.copy(from, part(to, 0));
    Copies.copy(Tensor.empty(to.dtype().toReal(), 1), part(to, 1));
  }

  /// Both parts in place, along a last dimension.
  static Tensor reals(Tensor x) {
    return Tensor.wrap(x.storage(), Parts.asReal(x.layout()), x.dtype().toReal());
  }

  /// The real (0) or imaginary (1) parts in place.
  public static Tensor part(Tensor x, int which) {
    return Tensor.wrap(x.storage(), Parts.part(x.layout(), which), x.dtype().toReal());
  }
}
