package dev.gradus.op.pool;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.MaxPooling;
import dev.gradus.kernel.PoolWindows;
import dev.gradus.op.pointwise.Arranged;
import dev.gradus.op.pointwise.Widened;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The greatest element of each window and its place in the plane. Gradient: g at that place.
///
/// @param name PyTorch's
/// @param dims how many dimensions a plane has
/// @param windows of the three dimensions of a plane, for all planes or for each
/// @param arranged whether the result has its channels last where the input has
record MaxPool(String name, int dims, PoolWindows[][] windows, boolean arranged)
    implements Operation {
  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] in) {
    Tensor x = Widened.of(in[0]);
    Layout layout = Layout.contiguous(Planes.pooled(x.layout().sizes(), windows[0], dims));
    Tensor y = Tensor.unfilled(layout, x.dtype());
    Tensor indices = Tensor.unfilled(layout, DType.INT64);
    Planes planes = Planes.of(x, dims);
    try {
      MaxPooling.run(
          planes.count(),
          planes.sizes(),
          windows,
          x.storage().array(),
          (int) x.storageOffset(),
          y.storage().array(),
          (long[]) indices.storage().array());
    } finally {
      Reference.reachabilityFence(x);
      Reference.reachabilityFence(y);
      Reference.reachabilityFence(indices);
    }
    Tensor values = Widened.back(y, in[0].dtype());
    Layout like = in[0].layout();
    return arranged
        ? new Tensor[] {Arranged.like(values, like), Arranged.like(indices, like)}
        : new Tensor[] {values, indices};
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor arrived = Objects.requireNonNull(g[0]);
    return new Tensor[] {
      Call.run(new AtPlaces(name + "_backward", dims, b.sizes(0)), arrived, b.y(1))
    };
  }

  @Override
  public boolean onlyReadsGradient() {
    return true;
  }

  @Override
  public long savesOutputs(long needs) {
    return 2;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k == 0;
  }

  @Override
  public @Nullable Tensor[] jvpAll(Tensor[] x, Tensor[] y, @Nullable Tensor[] t) {
    Tensor tangent = t[0];
    return new @Nullable Tensor[] {
      tangent == null ? null : Call.run(new FromPlaces(dims), tangent, y[1]), null
    };
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return Call.runAll(new MaxPool(name, dims, windows, false), x[0]);
  }
}
