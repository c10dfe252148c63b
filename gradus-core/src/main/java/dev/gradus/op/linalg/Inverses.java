package dev.gradus.op.linalg;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// Multiples of inverses, for the gradients of determinants.
final class Inverses {
  private Inverses() {}

  /// `scale · A⁻ᴴ` by the factors of A, or if this is recorded by A itself, because the factors
  /// carry no history.
  static Tensor times(Tensor scale, Tensor a, Tensor lu, Tensor pivots) {
    if (Gradus.isGradEnabled()) {
      return times(scale, a);
    }
    boolean adjoint = !LuBatch.isTransposed(a);
    return Call.run(new LuSolve(true, adjoint), lu, pivots, diagonal(scale, a));
  }

  /// `scale · A⁻ᴴ`.
  static Tensor times(Tensor scale, Tensor a) {
    return Call.runAll(new SolveEx(true, false), a.mH(), diagonal(scale, a))[0];
  }

  private static Tensor diagonal(Tensor scale, Tensor a) {
    long[] sizes = Matrices.with(Matrices.batch(a), a.size(-1));
    return scale.unsqueeze(-1).expand(sizes).diagEmbed();
  }
}
