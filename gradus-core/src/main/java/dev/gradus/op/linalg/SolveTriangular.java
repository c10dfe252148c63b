package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.kernel.Dense;
import dev.gradus.kernel.TriangularSolve;
import dev.gradus.shape.Broadcast;
import org.jspecify.annotations.Nullable;

/// The solution X of A·X = B (or X·A = B) for a triangular A. Gradient: of B that equation with Aᴴ
/// and g; of A the triangle of −gB·Xᴴ, or −Xᴴ·gB.
///
/// @param upper whether A is what is on and above its diagonal, else on and below
/// @param left whether A is on the left
/// @param unitriangular whether the diagonal of A counts as ones
public record SolveTriangular(boolean upper, boolean left, boolean unitriangular)
    implements SingleOperation {
  private static final String NAME = "linalg.solve_triangular";

  /// Checks the operands and computes.
  public static Tensor of(Tensor a, Tensor b, boolean upper, boolean left, boolean unitriangular) {
    LinalgChecks.solver(NAME, a, b, left);
    LinalgChecks.sameDtype(NAME, "A", a, "B", b);
    LinalgChecks.computable("triangular_solve_cpu", b);
    return Call.run(new SolveTriangular(upper, left, unitriangular), a, b);
  }

  @Override
  public String name() {
    return "linalg_solve_triangular";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    long[] batch = Broadcast.sizes(Matrices.batch(x[1]), Matrices.batch(x[0]));
    Matrices a = Matrices.of(x[0]);
    Matrices y = Matrices.of(x[1], batch);
    int[] places = Matrices.places(a.batch(), batch);
    long work = (long) a.rows() * y.rows() * y.columns();
    y.each(
        work,
        t -> {
          Dense triangle = a.matrix(places[t]);
          if (left) {
            TriangularSolve.left(triangle, upper, unitriangular, y.matrix(t));
          } else {
            TriangularSolve.right(triangle, upper, unitriangular, y.matrix(t));
          }
        });
    return y.tensor();
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor gb = Call.run(new SolveTriangular(!upper, left, unitriangular), b.x(0).mH(), g);
    Tensor ga = null;
    if (b.needs(0)) {
      Tensor x = b.y();
      ga = triangle((left ? gb.matmul(x.mH()) : x.mH().matmul(gb)).neg(), upper, unitriangular);
    }
    return new @Nullable Tensor[] {ga, b.needs(1) ? gb : null};
  }

  /// The part of a gradient that belongs to a triangle.
  static Tensor triangle(Tensor g, boolean upper, boolean unitriangular) {
    int beside = unitriangular ? 1 : 0;
    return upper ? g.triu(beside) : g.tril(-beside);
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return needs & 1;
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, b.padded(x));
  }
}
