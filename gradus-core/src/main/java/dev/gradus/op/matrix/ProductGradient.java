package dev.gradus.op.matrix;

import dev.gradus.Backward;
import dev.gradus.Tensor;

/// The gradients of a product of matrices, or of batches of them: g·bᴴ and aᴴ·g.
///
/// A factor whose columns are contiguous, such as a layer's turned weight, gets a gradient laid out
/// like it, (b·gᵀ)ᵀ: the leaf behind it then takes it as it is. Both ways give the same bits.
final class ProductGradient {
  private ProductGradient() {}

  /// That of factor `i`, the left one, where the right one is `b`.
  static Tensor ofLeft(Backward call, int i, Tensor g, Tensor b) {
    Tensor r = b.conj();
    return call.isTurned(i) ? turned(times(r, turned(g))) : times(g, turned(r));
  }

  /// That of factor `i`, the right one, where the left one is `a`.
  static Tensor ofRight(Backward call, int i, Tensor a, Tensor g) {
    Tensor l = a.conj();
    return call.isTurned(i) ? turned(times(turned(g), l)) : times(turned(l), g);
  }

  private static Tensor times(Tensor a, Tensor b) {
    return a.dim() == 2 ? a.mm(b) : a.bmm(b);
  }

  private static Tensor turned(Tensor a) {
    return a.dim() == 2 ? a.t() : a.transpose(1, 2);
  }
}
