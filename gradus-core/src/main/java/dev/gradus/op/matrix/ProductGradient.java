package dev.gradus.op.matrix;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.op.view.Transpose;

/// The gradients of a product of matrices, or of batches of them: g·bᴴ and aᴴ·g.
///
/// A factor whose columns are contiguous, such as a layer's turned weight, gets a gradient laid out
/// like it, (b·gᵀ)ᵀ: the leaf behind it then takes it as it is. Both ways give the same bits.
final class ProductGradient {
  private ProductGradient() {}

  /// That of factor `i`, the left one, where the right one is `b`.
  static Tensor ofLeft(Backward call, int i, Tensor g, Tensor b) {
    Tensor r = b.conj();
    if (!call.isTurned(i)) {
      return times(g, turned(r));
    }
    Tensor columns = turned(g);
    Tensor product = times(r, columns);
    call.forget(columns);
    return call.reshown(product, turning(product));
  }

  /// That of factor `i`, the right one, where the left one is `a`.
  static Tensor ofRight(Backward call, int i, Tensor a, Tensor g) {
    Tensor l = a.conj();
    if (!call.isTurned(i)) {
      return times(turned(l), g);
    }
    Tensor columns = turned(g);
    Tensor product = times(columns, l);
    call.forget(columns);
    return call.reshown(product, turning(product));
  }

  private static Tensor times(Tensor a, Tensor b) {
    return a.dim() == 2 ? a.mm(b) : a.bmm(b);
  }

  private static Tensor turned(Tensor a) {
    return Call.run(turning(a), a);
  }

  private static Transpose turning(Tensor a) {
    return a.dim() == 2 ? Transpose.matrix(a) : new Transpose("transpose", 1, 2);
  }
}
