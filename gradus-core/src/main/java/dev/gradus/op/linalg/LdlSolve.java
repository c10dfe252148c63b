package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.kernel.BunchKaufman;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The solution of A·X = B by the factors of [LdlFactorEx]. PyTorch has no gradient.
///
/// @param hermitian whether complex matrices are Hermitian, else symmetric
public record LdlSolve(boolean hermitian) implements SingleOperation {
  private static final String NAME = "torch.linalg.ldl_solve";

  /// Checks the operands and computes.
  public static Tensor of(Tensor ld, Tensor pivots, Tensor b, boolean hermitian) {
    LinalgChecks.square(NAME, ld);
    LinalgChecks.floating(NAME, ld);
    if (b.dim() < 2) {
      throw new GradusArgumentException(
          NAME
              + ": Expected B to have at least 2 dimensions, but it has "
              + b.dim()
              + " dimensions instead");
    }
    LinalgChecks.linearSolve(NAME, b, ld);
    if (!Arrays.equals(pivots.layout().sizes(), Arrays.copyOf(ld.layout().sizes(), ld.dim() - 1))) {
      throw new GradusArgumentException(
          NAME
              + ": Expected LD.shape[:-1] and pivots.shape to be the same, but got pivots with shape "
              + Sizes.text(pivots.layout().sizes())
              + " instead");
    }
    if (pivots.dtype() == DType.BOOL || !pivots.dtype().isIntegral()) {
      throw new GradusArgumentException(
          NAME + ": Expected pivots to be integers. Got " + pivots.dtype().scalarName());
    }
    LinalgChecks.computable("ldl_solve_kernel_cpu", ld);
    return Call.run(new LdlSolve(hermitian), ld, pivots, b);
  }

  @Override
  public String name() {
    return "linalg_ldl_solve";
  }

  @Override
  public String node() {
    return "torch::autograd::NotImplemented";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    long[] batch = Broadcast.sizes(Matrices.batch(x[2]), Matrices.batch(x[0]));
    Matrices ld = Matrices.of(x[0]);
    int[] pivots = Pivots.forLdl(x[1], (int) x[0].size(-1));
    Matrices y = Matrices.of(x[2], batch);
    int[] places = Matrices.places(ld.batch(), batch);
    int n = ld.rows();
    y.each(
        (long) n * n * y.columns(),
        t ->
            BunchKaufman.solve(
                ld.matrix(places[t]), hermitian, pivots, places[t] * n, y.matrix(t)));
    return y.tensor();
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    throw new GradusUnsupportedException(
        "derivative for aten::linalg_ldl_solve is not implemented");
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    int rank = Math.max(b.rank(0), b.rank(2));
    return Call.run(this, b.padded(x, 0, rank), b.padded(x, 1, rank - 1), b.padded(x, 2, rank));
  }
}
