package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The solution of A·X = B (or X·A = B) by the factors of A, or with Aᴴ instead.
///
/// Gradient: of B that equation with Aᴴ (or A) and g; of the factors that of A = P·L·U.
///
/// @param left whether A is on the left
/// @param adjoint whether with Aᴴ
public record LuSolve(boolean left, boolean adjoint) implements SingleOperation {
  private static final String NAME = "linalg.lu_solve";

  /// Checks the operands and computes.
  public static Tensor of(
      Tensor factorsIn, Tensor pivots, Tensor right, boolean left, boolean adjoint) {
    Tensor lu = Call.autocast("linalg_lu_solve", factorsIn);
    Tensor b = Call.autocast("linalg_lu_solve", right);
    LinalgChecks.floating("torch.linalg.lu_solve", lu);
    LinalgChecks.sameDtype(NAME, "LU", lu, "B", b);
    if (pivots.dtype() != DType.INT32) {
      throw new GradusArgumentException(
          "linalg.lu_solve: pivots should be a Tensor of scalar type torch.int32");
    }
    LinalgChecks.square("torch.linalg.lu_solve", lu);
    LinalgChecks.solver(NAME, lu, b, left);
    if (pivots.dim() == 0 || lu.size(-1) != pivots.size(-1)) {
      throw new GradusArgumentException(
          "linalg.lu_solve: Number of pivots per batch should be same as the dimension of the matrix");
    }
    if (!Arrays.equals(pivots.layout().sizes(), Arrays.copyOf(lu.layout().sizes(), lu.dim() - 1))) {
      throw new GradusArgumentException(
          "linalg.lu_solve: Expected LU.shape[:-1] and pivots.shape to be the same, but got pivots with shape "
              + Sizes.text(pivots.layout().sizes())
              + " instead");
    }
    LinalgChecks.computable("linalg.lu_solve_cpu", lu);
    return Call.run(new LuSolve(left, adjoint), lu, pivots, b);
  }

  @Override
  public String name() {
    return "linalg_lu_solve";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    long[] batch = Broadcast.sizes(Matrices.batch(x[2]), Matrices.batch(x[0]));
    LuBatch factors = LuBatch.of(x[0], x[1]);
    if (left) {
      Matrices y = Matrices.of(x[2], batch);
      factors.solve(adjoint, adjoint, y);
      return y.tensor();
    }
    // Xᵀ of Aᵀ·Xᵀ = Bᵀ, which lies by columns as X does by rows.
    Matrices y = Matrices.transposed(x[2], batch);
    factors.solve(!adjoint, adjoint, y);
    return y.transposedTensor();
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor lu = b.x(0);
    Tensor pivots = b.x(1);
    Tensor gb = Call.run(new LuSolve(left, !adjoint), lu, pivots, g);
    Tensor ofFactors = null;
    if (b.needs(0)) {
      Tensor x = b.y();
      Tensor[] parts = LuUnpack.parts(lu, pivots);
      Tensor ga = (left ? gb.matmul(x.mH()) : x.mH().matmul(gb)).neg();
      Tensor rows = parts[0].mT().matmul(adjoint ? ga.mH() : ga);
      Tensor ofL = rows.matmul(parts[2].mH()).tril(-1);
      Tensor ofU = parts[1].mH().matmul(rows).triu();
      ofFactors = ofL.add(ofU);
    }
    return new @Nullable Tensor[] {ofFactors, null, b.needs(2) ? gb : null};
  }

  @Override
  public long savesInputs(long needs) {
    return 3;
  }

  @Override
  public long savesOutputs(long needs) {
    return needs & 1;
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    int rank = Math.max(b.rank(0), b.rank(2));
    return Call.run(this, b.padded(x, 0, rank), b.padded(x, 1, rank - 1), b.padded(x, 2, rank));
  }
}
