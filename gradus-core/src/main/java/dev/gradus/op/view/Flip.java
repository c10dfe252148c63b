package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.memory.RowMajor;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// The elements in reverse order along dimensions.
///
/// @param dims the dimensions; none leaves everything where it is
public record Flip(int... dims) implements SingleOperation {
  @Override
  public String name() {
    return "flip";
  }

  @Override
  public Tensor forward(Tensor[] in) {
    Tensor x = in[0];
    Layout own = x.layout();
    long[] strides = own.strides().clone();
    long offset = own.offset();
    long mask = dims.length == 0 ? 0 : Axes.mask(dims, x.dim());
    for (int d = 0; d < strides.length; d++) {
      if ((mask >>> d & 1) != 0) {
        offset += (own.sizes()[d] - 1) * strides[d];
        strides[d] = -strides[d];
      }
    }
    if (x.numel() == 0) {
      return Tensor.empty(x.dtype(), own.sizes());
    }
    try {
      Object y = RowMajor.copy(x.storage(), x.dtype(), own.sizes(), strides, offset);
      return Tensor.wrap(Storage.wrap(y), Layout.contiguous(own.sizes()), x.dtype());
    } finally {
      Reference.reachabilityFence(x);
    }
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {Call.run(this, g)};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return dims.length == 0
        ? Call.run(this, x[0])
        : b.along(x[0], t -> Call.run(new Flip(b.dims(dims)), t));
  }
}
