package dev.gradus;

import dev.gradus.op.matrix.Bmm;
import dev.gradus.op.matrix.Dot;
import dev.gradus.op.matrix.MatMul;
import dev.gradus.op.matrix.Mm;
import dev.gradus.op.matrix.Mv;
import dev.gradus.op.matrix.Vdot;

/// Products of vectors and matrices.
///
/// **Dtype**: both operands have the same; integers wrap around, float16 and bfloat16 are summed in
/// float32 and rounded once. The bits of an element depend on its row and column alone.
public sealed interface LinearAlgebra permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// The product by rank: vectors give their inner product, matrices the matrix product, more
  /// dimensions are batches that broadcast. **Gradient**: that of the products it is made of.
  /// **Errors**: sizes that do not fit, a zero-dimensional operand. **Source**: torch.matmul.
  default Tensor matmul(Tensor other) {
    return MatMul.of(self(), other);
  }

  /// The product of matrices. **Shape**: (m, k), (k, n) → (m, n). **Gradient**: g·bᴴ; aᴴ·g.
  /// **Source**: torch.mm.
  default Tensor mm(Tensor other) {
    return Call.run(new Mm(), self(), other);
  }

  /// A matrix times a vector. **Shape**: (m, k), (k) → (m). **Gradient**: g bᴴ; aᴴ·g. **Source**:
  /// torch.mv.
  default Tensor mv(Tensor vector) {
    return Call.run(new Mv(), self(), vector);
  }

  /// The inner product of vectors. **Shape**: (k), (k) → (). **Gradient**: g · conj(b); g ·
  /// conj(a). **Source**: torch.dot.
  default Tensor dot(Tensor other) {
    return Call.run(new Dot(), self(), other);
  }

  /// The inner product of vectors, the first one conjugated. **Shape**: (k), (k) → ().
  /// **Gradient**: conj(g) · b; g · a. **Source**: torch.vdot.
  default Tensor vdot(Tensor other) {
    return Call.run(new Vdot(), self(), other);
  }

  /// Products by batch. **Shape**: (b, m, k), (b, k, n) → (b, m, n). **Gradient**: g·bᴴ; aᴴ·g.
  /// **Source**: torch.bmm.
  default Tensor bmm(Tensor other) {
    return Call.run(new Bmm(), self(), other);
  }
}
