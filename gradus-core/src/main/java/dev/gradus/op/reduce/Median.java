package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// The median of all elements, the lower of two. Gradient: shared evenly by equal elements.
///
/// @param withoutNan whether nan are left out; else one of them is the median
public record Median(boolean withoutNan) implements SingleOperation {
  @Override
  public String name() {
    return withoutNan ? "nanmedian" : "median";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return Call.unrecorded(() -> {
      Tensor flat = x[0].reshape(-1);
      if (flat.numel() == 0) {
        return flat.sum().div(0.0).to(x[0].dtype());
      }
      return (withoutNan ? flat.nanmedian(0, false) : flat.median(0, false)).values();
    });
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor x = b.x(0).detach();
    Tensor y = b.y().detach();
    Tensor equal =
        Call.any(y.isnan()) ? x.eq(y).logicalOr(x.isnan().logicalAnd(y.isnan())) : x.eq(y);
    Tensor mask = equal.to(g.dtype());
    return new Tensor[] {g.mul(mask.div(mask.sum()))};
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return 1;
  }

  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    long count = Sizes.numel(b.sizes(0));
    if (count == 0) {
      return null;
    }
    Tensor rows = x[0].reshape(b.sizes(count));
    return (withoutNan ? rows.nanmedian(1, false) : rows.median(1, false)).values();
  }
}
