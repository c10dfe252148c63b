package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.ComplexRows;
import dev.gradus.op.pointwise.Conj;
import dev.gradus.op.view.AsComplex;
import dev.gradus.op.view.AsReal;

/// Complex numbers and their parts.
///
/// **Gradient** of a real function L at a complex tensor: ∂L/∂re + i · ∂L/∂im, which points where L
/// grows fastest. Where f is holomorphic the gradient is g · conj(f′); a real input of a complex
/// operation receives the real part.
public sealed interface ComplexNumbers permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// The complex conjugate; a real tensor itself. The result has memory of its own. **Gradient**:
  /// conj(g). **Source**: torch.conj.
  default Tensor conj() {
    return self().dtype().isComplex() ? Call.run(new Conj("conj"), self()) : self();
  }

  /// As [#conj()]. **Gradient**: conj(g). **Source**: torch.conj\_physical.
  default Tensor conjPhysical() {
    return self().dtype().isComplex() ? Call.run(new Conj("conj_physical"), self()) : self();
  }

  /// Replaces by the complex conjugate. **Gradient**: conj(g). **Source**:
  /// torch.Tensor.conj\_physical\_.
  default Tensor conjPhysical_() {
    return self().dtype().isComplex() ? Call.inPlace(new Conj("conj_physical"), self()) : self();
  }

  /// This tensor itself: no conjugation is ever pending. **Gradient**: g. **Source**:
  /// torch.resolve\_conj.
  default Tensor resolveConj() {
    return self();
  }

  /// This tensor itself: no negation is ever pending. **Gradient**: g. **Source**:
  /// torch.resolve\_neg.
  default Tensor resolveNeg() {
    return self();
  }

  /// Whether a conjugation is pending: never. **Source**: torch.is\_conj.
  default boolean isConj() {
    return false;
  }

  /// Whether a negation is pending: never. **Source**: torch.is\_neg.
  default boolean isNeg() {
    return false;
  }

  /// The real parts as a view; a real tensor itself. **Gradient**: g, to the real part. **Source**:
  /// torch.real.
  default Tensor real() {
    Tensor x = self();
    return x.dtype().isComplex() ? x.viewAsReal().select(x.dim(), 0) : x;
  }

  /// The imaginary parts as a view. **Gradient**: i · g. **Errors**: a real tensor. **Source**:
  /// torch.imag.
  default Tensor imag() {
    Tensor x = self();
    if (!x.dtype().isComplex()) {
      throw new GradusArgumentException(
          "imag is not implemented for tensors with non-complex dtypes.\nimag: the tensor has dtype "
              + x.dtype()
              + "; its imaginary part is zerosLike(x).");
    }
    return x.viewAsReal().select(x.dim(), 1);
  }

  /// The angle from the positive real axis, between -π and π; of a real tensor π below 0, else 0.
  /// **Dtype**: real; integers become the default dtype. **Gradient**: g · i · this / |this|², 0 at
  /// 0 and for real tensors. **Source**: torch.angle.
  default Tensor angle() {
    boolean complex = self().dtype().isComplex();
    return Call.run((complex ? ComplexRows.ANGLE_COMPLEX : ComplexRows.ANGLE).call(), self());
  }

  /// Both parts as a view with a new last dimension of size 2. **Gradient**: g as complex numbers.
  /// **Errors**: a real tensor. **Source**: torch.view\_as\_real.
  default Tensor viewAsReal() {
    if (!self().dtype().isComplex()) {
      throw new GradusArgumentException(
          "view_as_real is only supported for complex tensors\nview_as_real: the tensor has dtype "
              + self().dtype()
              + ".");
    }
    return Call.run(new AsReal(), self());
  }

  /// The pairs along the last dimension as complex numbers, a view. **Gradient**: g as pairs.
  /// **Errors**: a dtype other than float32 or float64; pairs that are no neighbours in memory.
  /// **Source**: torch.view\_as\_complex.
  default Tensor viewAsComplex() {
    Tensor x = Call.autocast("view_as_complex", self());
    switch (x.dtype()) {
      case FLOAT32, FLOAT64 -> {}
      default ->
          throw new GradusArgumentException(
              "view_as_complex is only supported for half, float and double tensors, but got a tensor of scalar type: "
                  + self().dtype().scalarName()
                  + "\nview_as_complex: float16 has no complex partner here; use to(float32).");
    }
    return Call.run(new AsComplex(), x);
  }
}
