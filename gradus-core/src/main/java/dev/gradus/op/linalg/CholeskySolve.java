package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Broadcast;
import org.jspecify.annotations.Nullable;

/// The solution of L·Lᴴ·X = B (or Uᴴ·U·X = B). Gradient: of B that equation with g; with S = gB·Xᴴ
/// + X·gBᴴ, of the triangle −S·L (or −U·S).
///
/// @param upper whether the triangle is U
public record CholeskySolve(boolean upper) implements SingleOperation {
  private static final String NAME = "cholesky_solve";

  /// Checks the operands and computes.
  public static Tensor of(Tensor right, Tensor factor, boolean upper) {
    Tensor b = Call.autocast("cholesky_solve", right);
    Tensor l = Call.autocast("cholesky_solve", factor);
    rank("b", b);
    rank("u", l);
    LinalgChecks.linearSolve(NAME, b, l);
    LinalgChecks.computable("cholesky_solve_cpu", b);
    return Call.run(new CholeskySolve(upper), b, l);
  }

  private static void rank(String name, Tensor x) {
    if (x.dim() < 2) {
      throw new GradusArgumentException(
          name + " should have at least 2 dimensions, but has " + x.dim() + " dimensions instead");
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Tensor forward(Tensor[] x) {
    long[] batch = Broadcast.sizes(Matrices.batch(x[0]), Matrices.batch(x[1]));
    Matrices l = Matrices.of(x[1]);
    Matrices y = Matrices.of(x[0], batch);
    int[] places = Matrices.places(l.batch(), batch);
    y.each(
        2L * l.rows() * l.rows() * y.columns(),
        t -> CholeskyInverse.solve(l.matrix(places[t]), upper, y.matrix(t)));
    return y.tensor();
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor l = b.x(1);
    Tensor gb = Call.run(this, g, l);
    Tensor ofTriangle = null;
    if (b.needs(1)) {
      Tensor product = gb.matmul(b.y().mH());
      Tensor both = product.add(product.mH());
      ofTriangle = (upper ? l.matmul(both) : both.matmul(l)).neg();
    }
    return new @Nullable Tensor[] {gb, ofTriangle};
  }

  @Override
  public long savesInputs(long needs) {
    return 2;
  }

  @Override
  public long savesOutputs(long needs) {
    return needs >>> 1 & 1;
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, b.padded(x));
  }
}
