package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.kernel.Dense;
import dev.gradus.kernel.SingularValues;
import org.jspecify.annotations.Nullable;

/// U, the singular values S and Vᴴ of A = U·diag(S)·Vᴴ. Gradient: [SvdGradient].
///
/// @param full whether U and Vᴴ are square
/// @param vectors whether they are computed at all, else they are empty
public record Svd(boolean full, boolean vectors) implements Operation {
  private static final String NAME = "linalg.svd";

  /// Checks the matrices and computes: U, S and Vᴴ.
  public static Tensor[] of(Tensor matrixIn, boolean full) {
    Tensor a = Call.autocast("linalg_svd", matrixIn);
    check(a);
    return Call.runAll(new Svd(full, true), a);
  }

  /// Checks the matrices and computes the singular values.
  public static Tensor values(Tensor matrix) {
    Tensor a = Call.autocast("linalg_svd", matrix);
    check(a);
    // The gradient reads the vectors: better to have them now than to begin again.
    boolean vectors = a.requiresGrad() && Gradus.isGradEnabled();
    return Call.runAll(new Svd(false, vectors), a)[1];
  }

  private static void check(Tensor a) {
    LinalgChecks.matrix(NAME, "A", a);
    LinalgChecks.floating(NAME, a);
    LinalgChecks.computable("linalg_svd_cpu", a);
  }

  @Override
  public String name() {
    return "linalg_svd";
  }

  @Override
  public int outputs() {
    return 3;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Matrices a = Matrices.of(x[0]);
    int m = a.rows();
    int n = a.columns();
    int k = Math.min(m, n);
    double[] values = new double[a.count() * k];
    int[] info = new int[a.count()];
    Matrices u = Matrices.zeros(a.dtype(), a.batch(), m, vectors ? (full ? m : k) : 0);
    Matrices vh = Matrices.zeros(a.dtype(), a.batch(), vectors ? (full ? n : k) : 0, n);
    a.each(
        (vectors ? 12L : 3L) * m * n * k,
        t -> {
          Dense right = vh.matrix(t);
          info[t] = SingularValues.run(a.matrix(t), values, t * k, u.matrix(t), right);
        });
    Infos.check(NAME, Matrices.ints(info, a.batch()), a.batch().length == 0);
    return new Tensor[] {
      vectors ? u.tensor() : Tensor.empty(a.dtype(), 0),
      Matrices.reals(values, a.dtype().toReal(), Matrices.with(a.batch(), k)),
      vectors ? vh.tensor() : Tensor.empty(a.dtype(), 0)
    };
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    if (g[0] == null && g[1] == null && g[2] == null) {
      return new @Nullable Tensor[1];
    }
    if (!vectors) {
      Tensor[] all = Call.runAll(new Svd(false, true), b.x(0));
      return new Tensor[] {new SvdGradient(all[0], all[1], all[2]).of(null, g[1], null)};
    }
    long k = b.y(1).size(-1);
    SvdGradient gradient = new SvdGradient(cut(b.y(0), -1, k), b.y(1), cut(b.y(2), -2, k));
    return new Tensor[] {
      gradient.of(
          g[0] == null ? null : cut(g[0], -1, k), g[1], g[2] == null ? null : cut(g[2], -2, k))
    };
  }

  private Tensor cut(Tensor x, int dim, long k) {
    return full ? x.narrow(dim, 0, k) : x;
  }

  @Override
  public long savesInputs(long needs) {
    return vectors ? 0 : 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return vectors ? 7 : 0;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return vectors || k == 1;
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return Call.runAll(this, x[0]);
  }
}
