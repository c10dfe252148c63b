package dev.gradus.op.linalg;

import dev.gradus.Tensor;

/// The gradient of a matrix by that of its pseudo-inverse (Golub and Pereyra, The differentiation
/// of pseudo-inverses, 1973).
final class PinvGradient {
  private PinvGradient() {}

  /// The gradient, given that of the pseudo-inverse.
  ///
  /// @param p the pseudo-inverse
  static Tensor of(Tensor g, Tensor p, Tensor a) {
    Tensor h = p.mH();
    Tensor gh = g.mH();
    Tensor first = h.matmul(g).matmul(h).neg();
    Tensor left = gh.sub(a.matmul(p.matmul(gh))).matmul(p).matmul(h);
    Tensor right = h.matmul(p.matmul(gh.sub(gh.matmul(p).matmul(a))));
    return first.add(left).add(right);
  }
}
