package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.kernel.Householder;
import org.jspecify.annotations.Nullable;

/// R with the reflections that make Q below its diagonal, and their factors. PyTorch has no
/// gradient.
public record Geqrf() implements Operation {
  /// Checks the matrices and computes.
  public static Tensor[] of(Tensor matrixIn) {
    Tensor a = Call.autocast("geqrf", matrixIn);
    if (a.dim() < 2) {
      throw new GradusArgumentException("torch.geqrf: input must have at least 2 dimensions.");
    }
    LinalgChecks.computable("geqrf_cpu", a);
    return Call.runAll(new Geqrf(), a);
  }

  @Override
  public String name() {
    return "geqrf";
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Matrices a = Matrices.of(x[0]);
    int k = Math.min(a.rows(), a.columns());
    Matrices tau = Matrices.zeros(a.dtype(), a.batch(), k, 1);
    a.each((long) a.rows() * a.columns() * k, t -> Householder.factor(a.matrix(t), tau.matrix(t)));
    return new Tensor[] {a.tensor(), tau.tensor(Matrices.with(a.batch(), k), false)};
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    throw new GradusUnsupportedException(
        "the derivative for 'geqrf' is not implemented.\ngeqrf: use Linalg.qr(a), which has one.");
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return Call.runAll(this, x[0]);
  }
}
