package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The inverse, and whether there is one. Gradient: −A⁻ᴴ · g · A⁻ᴴ.
public record InvEx() implements Operation {
  /// Checks that there are square matrices and computes: the inverse and int32 numbers.
  public static Tensor[] of(Tensor matrix) {
    Tensor a = Call.autocast("linalg_inv_ex", matrix);
    LinalgChecks.square("linalg.inv", a);
    LinalgChecks.fullPrecision("linalg.inv", a);
    return Call.runAll(new InvEx(), a);
  }

  @Override
  public String name() {
    return "linalg_inv_ex";
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    LuBatch factors = LuBatch.ofEither(x[0]);
    Matrices lu = factors.lu();
    Matrices y = Matrices.zeros(lu.dtype(), lu.batch(), lu.rows(), lu.rows());
    for (int t = 0; t < y.count(); t++) {
      y.matrix(t).setIdentity();
    }
    factors.solve(false, false, y);
    return new Tensor[] {y.tensor(), factors.infoTensor()};
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor arrived = g[0];
    if (arrived == null) {
      return new @Nullable Tensor[1];
    }
    Tensor adjoint = b.y(0).mH();
    return new Tensor[] {adjoint.matmul(arrived.matmul(adjoint)).neg()};
  }

  @Override
  public long savesOutputs(long needs) {
    return 1;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k == 0;
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return Call.runAll(this, x[0]);
  }
}
