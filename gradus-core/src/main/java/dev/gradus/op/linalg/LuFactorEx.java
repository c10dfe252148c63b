package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// The factors of matrices with exchanged rows in one matrix, the pivots, and int32 numbers.
/// Gradient: that of [LuGradient] by the parts of g.
public record LuFactorEx() implements Operation {
  /// Checks the matrices and computes.
  ///
  /// @param pivot whether rows may be exchanged; PyTorch requires it on the CPU
  public static Tensor[] of(String name, Tensor matrixIn, boolean pivot) {
    Tensor a = Call.autocast("linalg_lu_factor_ex", matrixIn);
    checkSizes(name, a);
    checkPivot(a, pivot);
    LinalgChecks.computable("lu_cpu", a);
    return Call.runAll(new LuFactorEx(), a);
  }

  static void checkSizes(String name, Tensor a) {
    if (a.dim() < 2) {
      throw new GradusArgumentException(
          name
              + ": Expected tensor with 2 or more dimensions. Got size: "
              + Sizes.text(a.layout().sizes())
              + " instead");
    }
  }

  static void checkPivot(Tensor a, boolean pivot) {
    if (!pivot && a.numel() > 0) {
      throw new GradusUnsupportedException(
          "linalg.lu_factor: LU without pivoting is not implemented on the CPU");
    }
  }

  @Override
  public String name() {
    return "linalg_lu_factor_ex";
  }

  @Override
  public int outputs() {
    return 3;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    LuBatch factors = LuBatch.of(x[0]);
    return new Tensor[] {factors.lu().tensor(), factors.pivotsTensor(), factors.infoTensor()};
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor arrived = g[0];
    if (arrived == null) {
      return new @Nullable Tensor[1];
    }
    Tensor[] parts = LuUnpack.parts(b.y(0), b.y(1));
    long k = parts[1].size(-1);
    Tensor gl = arrived.narrow(-1, 0, k);
    Tensor gu = arrived.narrow(-2, 0, k);
    return new Tensor[] {LuGradient.of(gl, gu, parts[0], parts[1], parts[2])};
  }

  @Override
  public long savesOutputs(long needs) {
    return 3;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k == 0;
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return Call.runAll(this, x[0]);
  }
}
