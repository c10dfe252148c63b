package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.Householder;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The first columns of the product of reflections. Gradient: that of [ReflectionGradient].
public record HouseholderProduct() implements SingleOperation {
  private static final String NAME = "torch.linalg.householder_product";

  /// Checks the operands and computes.
  public static Tensor of(Tensor matrixIn, Tensor scalars) {
    Tensor a = Call.autocast("linalg_householder_product", matrixIn);
    Tensor tau = Call.autocast("linalg_householder_product", scalars);
    if (a.dim() < 2) {
      throw new GradusArgumentException(NAME + ": input must have at least 2 dimensions.");
    }
    if (a.size(-2) < a.size(-1)) {
      throw new GradusArgumentException(
          NAME + ": input.shape[-2] must be greater than or equal to input.shape[-1]");
    }
    if (a.size(-1) < tau.size(-1)) {
      throw new GradusArgumentException(
          NAME + ": input.shape[-1] must be greater than or equal to tau.shape[-1]");
    }
    checkTau(NAME, a, tau);
    if (tau.dtype() != a.dtype()) {
      throw new GradusArgumentException(
          NAME
              + ": tau dtype "
              + tau.dtype().scalarName()
              + " does not match input dtype "
              + a.dtype().scalarName());
    }
    LinalgChecks.computable("orgqr_cpu", a);
    return Call.run(new HouseholderProduct(), a, tau);
  }

  static void checkTau(String name, Tensor a, Tensor tau) {
    if (a.dim() - tau.dim() != 1) {
      throw new GradusArgumentException(
          name
              + ": Expected tau to have one dimension less than input, but got tau.ndim equal to "
              + tau.dim()
              + " and input.ndim is equal to "
              + a.dim());
    }
    checkBatch(name, "tau", a, Arrays.copyOf(tau.layout().sizes(), tau.dim() - 1));
  }

  static void checkBatch(String name, String which, Tensor a, long[] batch) {
    if (!Arrays.equals(Matrices.batch(a), batch)) {
      throw new GradusArgumentException(
          name
              + ": Expected batch dimensions of "
              + which
              + " to be equal to input.shape[:-2], but got "
              + Sizes.text(batch));
    }
  }

  @Override
  public String name() {
    return "linalg_householder_product";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Matrices a = Matrices.of(x[0]);
    Matrices tau = Matrices.of(Call.unrecorded(() -> x[1].unsqueeze(-1)));
    Matrices q = Matrices.zeros(a.dtype(), a.batch(), a.rows(), a.columns());
    a.each(
        (long) a.rows() * a.columns() * tau.rows(),
        t -> Householder.form(a.matrix(t), tau.matrix(t), q.matrix(t)));
    return q.tensor();
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor a = b.x(0);
    Tensor identity = Gradus.eye(a.size(-2), a.size(-1)).to(a.dtype());
    ReflectionGradient all = ReflectionGradient.of(a, b.x(1), identity.expand(a.shape()), g, false);
    return new Tensor[] {all.ofReflections(), all.ofTau()};
  }

  @Override
  public long savesInputs(long needs) {
    return 3;
  }

  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    return b.rank(1) == b.rank(0) - 1 ? Call.run(this, b.front(x)) : null;
  }
}
