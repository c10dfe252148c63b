package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The matrices P, L and U of A = P·L·U. Gradient: that of [LuGradient].
///
/// @param pivot whether rows may be exchanged, else P is empty
public record Lu(boolean pivot) implements Operation {
  /// Checks the matrices and computes.
  public static Tensor[] of(Tensor a, boolean pivot) {
    LuFactorEx.checkSizes("linalg.lu", a);
    LuFactorEx.checkPivot(a, pivot);
    LinalgChecks.computable("lu_cpu", a);
    return Call.runAll(new Lu(pivot), a);
  }

  @Override
  public String name() {
    return "linalg_lu";
  }

  @Override
  public int outputs() {
    return 3;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    LuBatch factors = LuBatch.of(x[0]);
    Tensor lu = factors.lu().tensor();
    return new Tensor[] {
      pivot ? LuUnpack.permutation(lu, factors.pivots()) : Tensor.empty(lu.dtype(), 0),
      LuUnpack.lower(lu),
      LuUnpack.upper(lu)
    };
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    if (g[1] == null && g[2] == null) {
      return new @Nullable Tensor[1];
    }
    if (!pivot) {
      // Only of matrices without elements.
      return new Tensor[] {Gradus.zeros(b.dtype(0), b.sizes(0))};
    }
    return new Tensor[] {LuGradient.of(g[1], g[2], b.y(0), b.y(1), b.y(2))};
  }

  @Override
  public long savesOutputs(long needs) {
    return 7;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k > 0;
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return Call.runAll(this, x[0]);
  }
}
