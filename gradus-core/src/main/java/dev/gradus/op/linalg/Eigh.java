package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.HermitianEigen;
import org.jspecify.annotations.Nullable;

/// Real eigenvalues in ascending order and orthonormal vectors of a Hermitian matrix. Gradient:
/// [EigenGradient].
///
/// @param upper whether the triangle above the diagonal is read, else that below
/// @param vectors whether they are computed, else they are empty
public record Eigh(boolean upper, boolean vectors) implements Operation {
  private static final String NAME = "linalg.eigh";

  /// Checks the matrices and computes: values and vectors.
  public static Tensor[] of(Tensor matrixIn, String triangle) {
    Tensor a = Call.autocast("linalg_eigh", matrixIn);
    return Call.runAll(new Eigh(isUpper(a, triangle), true), a);
  }

  /// Checks the matrices and computes the values.
  public static Tensor values(Tensor matrix, String triangle) {
    Tensor a = Call.autocast("linalg_eigh", matrix);
    boolean vectors = a.requiresGrad() && Gradus.isGradEnabled();
    return Call.runAll(new Eigh(isUpper(a, triangle), vectors), a)[0];
  }

  private static boolean isUpper(Tensor a, String triangle) {
    LinalgChecks.square(NAME, a);
    boolean upper = triangle.equalsIgnoreCase("U");
    if (!upper && !triangle.equalsIgnoreCase("L")) {
      throw new GradusArgumentException(
          "Expected UPLO argument to be 'L' or 'U', but got "
              + triangle
              + "\nlinalg.eigh: L reads"
              + " the lower triangle, U the upper one.");
    }
    LinalgChecks.computable("linalg_eigh_cpu", a);
    return upper;
  }

  @Override
  public String name() {
    return "linalg_eigh";
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Matrices a = Matrices.of(x[0]);
    int n = a.rows();
    double[] values = new double[a.count() * n];
    int[] info = new int[a.count()];
    Matrices v = Matrices.zeros(a.dtype(), a.batch(), n, vectors ? n : 0);
    a.each(
        (vectors ? 6L : 2L) * n * n * n,
        t -> info[t] = HermitianEigen.run(a.matrix(t), upper, values, t * n, v.matrix(t)));
    Infos.check(NAME, Matrices.ints(info, a.batch()), a.batch().length == 0);
    return new Tensor[] {
      Matrices.reals(values, a.dtype().toReal(), Matrices.with(a.batch(), n)),
      vectors ? v.tensor() : Tensor.empty(a.dtype(), 0)
    };
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    if (g[0] == null && g[1] == null) {
      return new @Nullable Tensor[1];
    }
    if (vectors) {
      return new Tensor[] {new EigenGradient(true, b.y(0), b.y(1)).of(g[0], g[1])};
    }
    Tensor[] both = Call.runAll(new Eigh(upper, true), b.x(0));
    return new Tensor[] {new EigenGradient(true, both[0], both[1]).of(g[0], null)};
  }

  @Override
  public long savesInputs(long needs) {
    return vectors ? 0 : 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return vectors ? 3 : 0;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return vectors || k == 0;
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return Call.runAll(this, x[0]);
  }
}
