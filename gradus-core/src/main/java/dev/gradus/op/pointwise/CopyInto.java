package dev.gradus.op.pointwise;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.InPlaceOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the second tensor over the first, cast and broadcast.
///
/// @param fills whether the second is one number
public record CopyInto(boolean fills) implements InPlaceOperation {
  @Override
  public String name() {
    return fills ? "fill" : "copy";
  }

  @Override
  public String node() {
    return fills ? "FillBackward1" : "torch::autograd::CopyBackwards";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of();
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor y = Copies.CLONE.forward(x);
    forwardInto(y, x);
    return y;
  }

  @Override
  public void checkInto(Tensor target, Tensor[] x) {
    if (fills && x[1].dim() != 0) {
      throw new GradusArgumentException(
          "fill_ only supports 0-dimension value tensor but got tensor with "
              + x[1].dim()
              + " dimensions.");
    }
    long[] to = target.layout().sizes();
    long[] from = x[1].layout().sizes();
    if (!Broadcast.expandable(from, to)) {
      long[] common = Broadcast.sizes(to, from);
      if (!Arrays.equals(common, to)) {
        throw new GradusArgumentException(
            "output with shape "
                + Sizes.text(to)
                + " doesn't match the broadcast shape "
                + Sizes.text(common));
      }
    }
  }

  @Override
  public void forwardInto(Tensor target, Tensor[] x) {
    Tensor from = x[1];
    Layout own = from.layout();
    if (from.storage() == target.storage()
        && !(own.sameAs(target.layout()) && from.dtype() == target.dtype())) {
      from = Copies.CLONE.forward(new Tensor[] {from});
    }
    Copies.copy(from, target);
  }

  @Override
  public void checkBatchInPlace(Tensor[] x) {
    checkInto(x[0], x);
  }

  @Override
  public boolean batchInPlace(Batching b, Tensor[] x) {
    Call.inPlace(new CopyInto(false), b.aligned(x));
    return true;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {b.needs(0) ? Gradus.zerosLike(g) : null, b.needs(1) ? g : null};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    Tensor from = t[1];
    if (from == null) {
      return null;
    }
    Tensor typed = from.dtype() == y.dtype() ? from : from.to(y.dtype());
    return typed.expand(y.layout().sizes()).contiguous();
  }
}
