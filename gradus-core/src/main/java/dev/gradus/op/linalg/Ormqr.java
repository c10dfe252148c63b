package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.Householder;
import org.jspecify.annotations.Nullable;

/// The product of reflections times another matrix. Gradient: that of [ReflectionGradient].
///
/// @param left whether Q stands on the left
/// @param transpose whether Qᴴ instead of Q
public record Ormqr(boolean left, boolean transpose) implements SingleOperation {
  private static final String NAME = "torch.ormqr";

  /// Checks the operands and computes.
  public static Tensor of(
      Tensor matrixIn, Tensor scalars, Tensor target, boolean left, boolean transpose) {
    Tensor a = Call.autocast("ormqr", matrixIn);
    Tensor tau = Call.autocast("ormqr", scalars);
    Tensor other = Call.autocast("ormqr", target);
    check(a, tau, other, left);
    LinalgChecks.computable("ormqr_cpu", a);
    return Call.run(new Ormqr(left, transpose), a, tau, other);
  }

  private static void check(Tensor a, Tensor tau, Tensor other, boolean left) {
    require(a.dim() >= 2, "input must have at least 2 dimensions.");
    require(other.dim() >= 2, "other must have at least 2 dimensions.");
    int side = left ? -2 : -1;
    require(
        other.size(side) >= tau.size(-1),
        "other.shape[" + side + "] must be greater than or equal to tau.shape[-1]");
    require(
        other.size(side) == a.size(-2),
        "other.shape[" + side + "] must be equal to input.shape[-2]");
    require(
        tau.size(-1) <= a.size(-1), "tau.shape[-1] must be less than or equal to input.shape[-1]");
    require(
        a.dim() - tau.dim() == 1,
        "Expected tau to have one dimension less than input, but got tau.ndim equal to "
            + tau.dim()
            + " and input.ndim is equal to "
            + a.dim());
    require(
        a.dim() == other.dim(),
        "Expected other to have the same number of dimensions as input, but got other.ndim equal to "
            + other.dim()
            + " and input.ndim is equal to "
            + a.dim());
    HouseholderProduct.checkTau(NAME, a, tau);
    HouseholderProduct.checkBatch(NAME, "other", a, Matrices.batch(other));
    dtype("tau", a, tau);
    dtype("other", a, other);
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new GradusArgumentException(NAME + ": " + sentence);
    }
  }

  private static void dtype(String name, Tensor a, Tensor x) {
    require(
        a.dtype() == x.dtype(),
        "Expected input and "
            + name
            + " to have the same dtype, but input has dtype"
            + a.dtype().scalarName()
            + " and "
            + name
            + " has dtype "
            + x.dtype().scalarName());
  }

  @Override
  public String name() {
    return "ormqr";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Matrices a = Matrices.of(x[0]);
    Matrices tau = Matrices.of(Call.unrecorded(() -> x[1].unsqueeze(-1)));
    Matrices y = Matrices.of(x[2]);
    y.each(
        (long) y.rows() * y.columns() * tau.rows(),
        t -> Householder.multiply(a.matrix(t), tau.matrix(t), left, transpose, y.matrix(t)));
    return y.tensor();
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor a = b.x(0);
    Tensor tau = b.x(1);
    if (!b.needs(0) && !b.needs(1)) {
      return new @Nullable Tensor[] {null, null, Call.run(new Ormqr(left, !transpose), a, tau, g)};
    }
    // C·Q is the adjoint of Qᴴ·Cᴴ.
    Tensor c = left ? b.x(2) : b.x(2).mH();
    Tensor arrived = left ? g : g.mH();
    ReflectionGradient all = ReflectionGradient.of(a, tau, c, arrived, left == transpose);
    Tensor ofOther = left ? all.ofOther() : all.ofOther().mH();
    return new Tensor[] {all.ofReflections(), all.ofTau(), ofOther};
  }

  @Override
  public long savesInputs(long needs) {
    return (needs & 3) == 0 ? 3 : 7;
  }

  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    return b.rank(1) == b.rank(0) - 1 && b.rank(2) == b.rank(0) ? Call.run(this, b.front(x)) : null;
  }
}
