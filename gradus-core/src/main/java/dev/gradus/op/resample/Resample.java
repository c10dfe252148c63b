package dev.gradus.op.resample;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.ResamplePlan;
import dev.gradus.kernel.Resampling;
import dev.gradus.op.pointwise.Widened;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Resamples the last dimensions one after the other, each by its plan; or the transpose of that,
/// which is the gradient. Each is the gradient of the other.
///
/// @param name PyTorch's name
/// @param plans one plan for each of the last dimensions
/// @param transposed whether this is the transpose
record Resample(String name, List<ResamplePlan> plans, boolean transposed)
    implements SingleOperation {

  static Tensor apply(String name, List<ResamplePlan> plans, Tensor x) {
    return Call.run(new Resample(name, plans, false), x);
  }

  private boolean isCopy() {
    return !transposed && plans.stream().allMatch(ResamplePlan::isCopy);
  }

  @Override
  public Tensor forward(Tensor[] in) {
    DType dtype = in[0].dtype();
    boolean copy = isCopy();
    Tensor x = copy ? Call.unrecorded(in[0]::contiguous) : Widened.of(in[0]);
    int rank = x.dim();
    for (int k = plans.size() - 1; k >= 0; k--) {
      x = along(x, rank - plans.size() + k, plans.get(k), copy);
    }
    Tensor y = x;
    return copy ? y : Widened.back(y, dtype);
  }

  private Tensor along(Tensor x, int dim, ResamplePlan plan, boolean copy) {
    long[] sizes = x.layout().sizes().clone();
    sizes[dim] = transposed ? plan.from() : plan.to();
    Tensor y =
        transposed
            ? Tensor.empty(x.dtype(), sizes)
            : Tensor.unfilled(Layout.contiguous(sizes), x.dtype());
    int outer = 1;
    int inner = x.dtype().isComplex() ? 2 : 1;
    for (int d = 0; d < sizes.length; d++) {
      outer *= d < dim ? (int) sizes[d] : 1;
      inner *= d > dim ? (int) sizes[d] : 1;
    }
    if (outer == 0 || inner == 0 || x.numel() == 0) {
      return y;
    }
    int slots = x.dtype().isComplex() ? 2 : 1;
    int offset = slots * (int) x.storageOffset();
    Object from = x.storage().array();
    Object to = y.storage().array();
    try {
      if (transposed) {
        Resampling.transposed(from, offset, outer, inner, plan, to);
      } else if (copy) {
        Resampling.copy(from, offset, outer, inner, plan, to);
      } else {
        Resampling.forward(from, offset, outer, inner, plan, to);
      }
    } finally {
      Reference.reachabilityFence(x);
      Reference.reachabilityFence(y);
    }
    return y;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {Call.run(new Resample(name, plans, !transposed), g)};
  }

  @Override
  public boolean onlyReadsGradient() {
    return true;
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }

  // Dimensions count from the last, so one more in front changes nothing.
  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, x[0]);
  }
}
