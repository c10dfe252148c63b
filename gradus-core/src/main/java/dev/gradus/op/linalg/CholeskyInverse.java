package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.kernel.Dense;
import dev.gradus.kernel.TriangularSolve;
import org.jspecify.annotations.Nullable;

/// The inverse of L·Lᴴ (or Uᴴ·U). Gradient: with S = Y·(g + gᴴ)·Y and Y the result, −S·L (or −U·S).
///
/// @param upper whether the triangle is U
public record CholeskyInverse(boolean upper) implements SingleOperation {
  private static final String NAME = "cholesky_inverse";

  /// Checks that there are square matrices and computes.
  public static Tensor of(Tensor factor, boolean upper) {
    Tensor l = Call.autocast("cholesky_inverse", factor);
    LinalgChecks.square(NAME, l);
    LinalgChecks.computable("cholesky_inverse_out_cpu", l);
    return Call.run(new CholeskyInverse(upper), l);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Matrices l = Matrices.of(x[0]);
    int n = l.rows();
    int[] info = new int[l.count()];
    Matrices y = Matrices.zeros(l.dtype(), l.batch(), n, n);
    y.each(
        (long) n * n * n,
        t -> {
          Dense triangle = l.matrix(t);
          info[t] = triangle.firstZero();
          y.matrix(t).setIdentity();
          solve(triangle, upper, y.matrix(t));
          y.matrix(t).mirror();
        });
    Infos.check(NAME, Matrices.ints(info, l.batch()), l.batch().length == 0);
    return y.tensor();
  }

  /// Replaces `b` by the solution of L·Lᴴ·x = b (or Uᴴ·U·x = b).
  static void solve(Dense triangle, boolean upper, Dense b) {
    TriangularSolve.left(upper ? triangle.adjoint() : triangle, false, false, b);
    TriangularSolve.left(upper ? triangle : triangle.adjoint(), true, false, b);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor y = b.y();
    Tensor both = y.matmul(g.add(g.mH()).matmul(y));
    Tensor l = b.x(0);
    return new Tensor[] {(upper ? l.matmul(both) : both.matmul(l)).neg()};
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return 1;
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, x[0]);
  }
}
