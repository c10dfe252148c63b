package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The smallest and the largest element, of all or along a dimension. Gradient: shared evenly by
/// equal elements.
///
/// @param dims the dimension; none means all
/// @param keepdim whether it stays with size 1
public record ExtremePair(int[] dims, boolean keepdim) implements Operation {
  @Override
  public String name() {
    return "aminmax";
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Extreme.checkOrder(name(), x[0]);
    Dims d = new Dims(x[0], dims);
    if (x[0].numel() == 0 && Arrays.stream(d.reducedSizes()).anyMatch(n -> n == 0)) {
      throw new GradusArgumentException(
          "aminmax(): cannot compute aminmax over an empty dimension as the operation has no identity.");
    }
    return new Tensor[] {
      Reduce.extreme(false, x[0], dims, keepdim), Reduce.extreme(true, x[0], dims, keepdim)
    };
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor total = null;
    for (int k = 0; k < 2; k++) {
      Tensor arrived = g[k];
      if (arrived != null) {
        Tensor y = Dims.restored(b.y(k).detach(), b.sizes(0), dims, keepdim);
        Tensor equal = b.x(0).detach().eq(y).to(arrived.dtype());
        Tensor share = equal.div(equal.sum(dims, true));
        Tensor part = Dims.restored(arrived, b.sizes(0), dims, keepdim).mul(share);
        total = total == null ? part : total.add(part);
      }
    }
    return new @Nullable Tensor[] {total};
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return 3;
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return b.allAlong(x[0], t -> Call.runAll(new ExtremePair(b.dims(dims), keepdim), t));
  }
}
