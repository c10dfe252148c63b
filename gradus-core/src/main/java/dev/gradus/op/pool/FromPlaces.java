package dev.gradus.op.pool;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.kernel.PoolPlanes;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// The elements at places of planes; the places are the second input. Gradient: g added at those
/// places.
///
/// @param dims how many dimensions a plane has
record FromPlaces(int dims) implements SingleOperation {
  @Override
  public String name() {
    return "gather";
  }

  @Override
  public Tensor forward(Tensor[] in) {
    Tensor x = Call.unrecorded(() -> in[0].contiguous());
    Tensor at = Call.unrecorded(() -> in[1].contiguous());
    Tensor y = Tensor.unfilled(Layout.contiguous(at.layout().sizes()), x.dtype());
    Planes large = Planes.of(x, dims);
    try {
      PoolPlanes.pick(
          large.count(),
          large.volume(),
          Planes.of(at, dims).volume(),
          x.storage().array(),
          (int) x.storageOffset(),
          (long[]) at.storage().array(),
          (int) at.storageOffset(),
          y.storage().array());
    } finally {
      Reference.reachabilityFence(x);
      Reference.reachabilityFence(at);
      Reference.reachabilityFence(y);
    }
    return y;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new @Nullable Tensor[] {
      Call.run(new AtPlaces("gather_backward", dims, b.sizes(0)), g, b.x(1)), null
    };
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
    return Call.run(this, b.front(x));
  }
}
