package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.GeneralEigen;
import org.jspecify.annotations.Nullable;

/// Complex eigenvalues and vectors of length 1 of any square matrix. Gradient: [EigenGradient].
///
/// @param vectors whether they are computed, else they are empty
public record Eig(boolean vectors) implements Operation {
  /// Checks the matrices and computes: values and vectors.
  public static Tensor[] of(Tensor matrixIn) {
    Tensor a = Call.autocast("linalg_eig", matrixIn);
    check("linalg.eig", a);
    return Call.runAll(new Eig(true), a);
  }

  /// Checks the matrices and computes the values.
  public static Tensor values(Tensor matrix) {
    Tensor a = Call.autocast("linalg_eig", matrix);
    check("linalg.eigvals", a);
    boolean vectors = a.requiresGrad() && Gradus.isGradEnabled();
    return Call.runAll(new Eig(vectors), a)[0];
  }

  private static void check(String op, Tensor a) {
    LinalgChecks.square(op, a);
    LinalgChecks.floating(op, a);
    LinalgChecks.computable("linalg_eig_out_cpu", a);
    if (Call.any(a.detach().isfinite().logicalNot())) {
      throw new GradusArgumentException(
          "torch." + op + ": input tensor should not contain infs or NaNs.");
    }
  }

  @Override
  public String name() {
    return "linalg_eig";
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Matrices a = Matrices.of(x[0]);
    int n = a.rows();
    DType dtype = a.dtype().toComplex();
    int[] info = new int[a.count()];
    Matrices values = Matrices.zeros(dtype, a.batch(), n, 1);
    Matrices v = Matrices.zeros(dtype, a.batch(), n, vectors ? n : 0);
    a.each(
        (vectors ? 25L : 10L) * n * n * n,
        t -> info[t] = GeneralEigen.run(a.matrix(t), values.matrix(t), v.matrix(t)));
    Infos.check("linalg.eig", Matrices.ints(info, a.batch()), a.batch().length == 0);
    return new Tensor[] {
      values.tensor(Matrices.with(a.batch(), n), false),
      vectors ? v.tensor() : Tensor.empty(dtype, 0)
    };
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    if (g[0] == null && g[1] == null) {
      return new @Nullable Tensor[1];
    }
    if (vectors) {
      return new Tensor[] {new EigenGradient(false, b.y(0), b.y(1)).of(g[0], g[1])};
    }
    Tensor[] both = Call.runAll(new Eig(true), b.x(0));
    return new Tensor[] {new EigenGradient(false, both[0], both[1]).of(g[0], null)};
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
