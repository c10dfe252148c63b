package dev.gradus.op.pool;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.kernel.PoolPlanes;
import dev.gradus.op.pointwise.Widened;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// The gradient of max pooling: elements added at their places in planes of zeros. Gradient: what
/// is at those places.
///
/// The places are the second input; a third, which was pooled, has no influence.
///
/// @param name PyTorch's
/// @param dims how many dimensions a plane has
/// @param sizes of the result
record AtPlaces(String name, int dims, long... sizes) implements SingleOperation {
  @Override
  public Tensor forward(Tensor[] in) {
    Tensor g = Widened.of(in[0]);
    Tensor at = Widened.of(in[1]);
    Tensor y = Tensor.unfilled(Layout.contiguous(sizes), g.dtype());
    Planes large = Planes.of(sizes, dims);
    try {
      PoolPlanes.addToZeros(
          large.count(),
          large.volume(),
          Planes.of(g, dims).volume(),
          g.storage().array(),
          (int) g.storageOffset(),
          (long[]) at.storage().array(),
          (int) at.storageOffset(),
          y.storage().array());
    } finally {
      Reference.reachabilityFence(g);
      Reference.reachabilityFence(at);
      Reference.reachabilityFence(y);
    }
    return Widened.back(y, in[0].dtype());
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    @Nullable Tensor[] out = new @Nullable Tensor[b.inputs()];
    out[0] = b.needs(0) ? Call.run(new FromPlaces(dims), g, b.x(1)) : null;
    if (out.length == 3 && b.needs(2)) {
      out[2] = Gradus.zeros(b.dtype(2), b.sizes(2));
    }
    return out;
  }

  @Override
  public boolean onlyReadsGradient() {
    return true;
  }

  @Override
  public long savesInputs(long needs) {
    return 2;
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0], x[1]);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(new AtPlaces(name, dims, b.sizes(sizes)), b.front(x));
  }
}
