package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.kernel.CholeskyFactor;
import dev.gradus.kernel.Dense;
import org.jspecify.annotations.Nullable;

/// The triangle L of A = L·Lᴴ (or U of A = Uᴴ·U) and int32 numbers. Gradient: ½ L⁻ᴴ·S·L⁻¹, where S
/// is the lower triangle of Lᴴ·g, and above the diagonal the conjugates of what is below.
///
/// @param upper whether U
public record CholeskyEx(boolean upper) implements Operation {
  /// Checks that there are square matrices and computes.
  public static Tensor[] of(Tensor matrixIn, boolean upper) {
    Tensor a = Call.autocast("linalg_cholesky_ex", matrixIn);
    LinalgChecks.square("linalg.cholesky", a);
    LinalgChecks.floating("linalg.cholesky", a);
    LinalgChecks.computable("cholesky_cpu", a);
    return Call.runAll(new CholeskyEx(upper), a);
  }

  @Override
  public String name() {
    return "linalg_cholesky_ex";
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    // U of A is the transpose of L of Aᵀ, whose lower triangle is the upper one of A.
    Matrices a = upper ? Matrices.transposed(x[0], Matrices.batch(x[0])) : Matrices.of(x[0]);
    int[] info = new int[a.count()];
    int n = a.rows();
    a.each(
        (long) n * n * n / 3,
        t -> {
          Dense matrix = a.matrix(t);
          info[t] = CholeskyFactor.run(matrix);
          matrix.clear(true);
          if (upper) {
            matrix.transposeInPlace();
          }
        });
    return new Tensor[] {a.tensor(), Matrices.ints(info, a.batch())};
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor arrived = g[0];
    if (arrived == null) {
      return new @Nullable Tensor[1];
    }
    Tensor l = upper ? b.y(0).mH() : b.y(0);
    Tensor gl = upper ? arrived.mH() : arrived;
    Tensor inner = l.mH().matmul(gl);
    Tensor half = inner.tril().add(inner.tril(-1).mH()).div(2.0);
    Tensor left = Call.run(new SolveTriangular(true, true, false), l.mH(), half);
    return new Tensor[] {Call.run(new SolveTriangular(false, false, false), l, left)};
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
