package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.Dense;
import dev.gradus.kernel.TriangularSolve;
import dev.gradus.shape.Broadcast;
import org.jspecify.annotations.Nullable;

/// The solution X of A·X = B or Aᵀ·X = B for a triangular A, and a copy of A: PyTorch's older form
/// of [SolveTriangular]. Gradient: as there, and g of the copy to A.
///
/// @param upper whether A is what is on and above its diagonal, else on and below
/// @param transpose whether with Aᵀ
/// @param unitriangular whether the diagonal of A counts as ones
public record TriangularSolution(boolean upper, boolean transpose, boolean unitriangular)
    implements Operation {

  /// Checks the operands and computes.
  public static Tensor[] of(
      Tensor b, Tensor a, boolean upper, boolean transpose, boolean unitriangular) {
    rank("b", b);
    rank("A", a);
    LinalgChecks.linearSolve("triangular_solve", b, a);
    LinalgChecks.computable("triangular_solve_cpu", a);
    return Call.runAll(new TriangularSolution(upper, transpose, unitriangular), b, a);
  }

  private static void rank(String name, Tensor x) {
    if (x.dim() < 2) {
      throw new GradusArgumentException(
          "torch.triangular_solve: Expected "
              + name
              + " to have at least 2 dimensions, but it has "
              + x.dim()
              + " dimensions instead");
    }
  }

  @Override
  public String name() {
    return "triangular_solve";
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    long[] batch = Broadcast.sizes(Matrices.batch(x[0]), Matrices.batch(x[1]));
    Matrices a = Matrices.of(x[1], batch);
    Matrices y = Matrices.of(x[0], batch);
    y.each(
        (long) a.rows() * a.rows() * y.columns(),
        t -> {
          Dense triangle = transpose ? a.matrix(t).transposed() : a.matrix(t);
          TriangularSolve.left(triangle, upper != transpose, unitriangular, y.matrix(t));
        });
    return new Tensor[] {y.tensor(), a.tensor()};
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor gx = g[0];
    Tensor gb = null;
    Tensor ga = g[1];
    if (gx != null) {
      TriangularSolution back = new TriangularSolution(upper, !transpose, unitriangular);
      gb = Call.runAll(back, gx, b.x(1).conj())[0];
      if (b.needs(1)) {
        Tensor x = b.y(0);
        Tensor whole = transpose ? x.conj().matmul(gb.mT()) : gb.matmul(x.mH());
        Tensor own = SolveTriangular.triangle(whole.neg(), upper, unitriangular);
        ga = ga == null ? own : own.add(ga);
      }
    }
    return new @Nullable Tensor[] {gb, ga};
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
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return Call.runAll(this, b.padded(x));
  }
}
