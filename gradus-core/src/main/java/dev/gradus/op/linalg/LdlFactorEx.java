package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.kernel.BunchKaufman;
import org.jspecify.annotations.Nullable;

/// The factors of A = L·D·Lᵀ (or L·D·Lᴴ) in one matrix, the pivots, and int32 numbers. PyTorch has
/// no gradient.
///
/// @param hermitian whether complex matrices are Hermitian, else symmetric
public record LdlFactorEx(boolean hermitian) implements Operation {
  /// Checks that there are square matrices and computes.
  public static Tensor[] of(Tensor a, boolean hermitian) {
    LinalgChecks.square("torch.linalg.ldl_factor_ex", a);
    LinalgChecks.floating("torch.linalg.ldl_factor_ex", a);
    LinalgChecks.computable("ldl_factor_kernel_cpu", a);
    return Call.runAll(new LdlFactorEx(hermitian), a);
  }

  @Override
  public String name() {
    return "linalg_ldl_factor_ex";
  }

  @Override
  public String node() {
    return "torch::autograd::NotImplemented";
  }

  @Override
  public int outputs() {
    return 3;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Matrices a = Matrices.of(x[0]);
    int n = a.rows();
    int[] pivots = new int[a.count() * n];
    int[] info = new int[a.count()];
    a.each(
        (long) n * n * n / 3,
        t -> {
          a.matrix(t).clear(true);
          info[t] = BunchKaufman.run(a.matrix(t), hermitian, pivots, t * n);
        });
    return new Tensor[] {
      a.tensor(), Matrices.ints(pivots, Matrices.with(a.batch(), n)), Matrices.ints(info, a.batch())
    };
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    throw new GradusUnsupportedException(
        "derivative for aten::linalg_ldl_factor_ex is not implemented");
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return Call.runAll(this, x[0]);
  }
}
