package dev.gradus.op.pool;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.kernel.AveragePooling;
import dev.gradus.kernel.PoolWindows;
import dev.gradus.op.pointwise.Arranged;
import dev.gradus.op.pointwise.Widened;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// The sum of each window, divided; or the transpose of that: to each element its share of the
/// windows it is in. Each is the gradient of the other.
///
/// @param name PyTorch's
/// @param dims how many dimensions a plane has
/// @param windows of the three dimensions of a plane
/// @param divisors by dimension and window; a sum is divided by their product
/// @param sizes of the input of pooling
/// @param spread whether this is the transpose
/// @param arranged whether the result has its channels last where the input has
record MeanPool(
    String name,
    int dims,
    PoolWindows[] windows,
    int[][] divisors,
    long[] sizes,
    boolean spread,
    boolean arranged)
    implements SingleOperation {
  private MeanPool transposed() {
    String other = spread ? name.replace("_backward", "") : name + "_backward";
    return new MeanPool(other, dims, windows, divisors, sizes, !spread, arranged);
  }

  @Override
  public Tensor forward(Tensor[] in) {
    Tensor x = Widened.of(in[0]);
    Planes planes = Planes.of(sizes, dims);
    Tensor y =
        spread
            ? Tensor.empty(x.dtype(), sizes)
            : Tensor.unfilled(Layout.contiguous(Planes.pooled(sizes, windows, dims)), x.dtype());
    Object from = x.storage().array();
    int offset = (int) x.storageOffset();
    Object to = y.storage().array();
    try {
      if (spread) {
        AveragePooling.spread(planes.count(), planes.sizes(), windows, divisors, from, offset, to);
      } else {
        AveragePooling.run(planes.count(), planes.sizes(), windows, divisors, from, offset, to);
      }
    } finally {
      Reference.reachabilityFence(x);
      Reference.reachabilityFence(y);
    }
    Tensor result = Widened.back(y, in[0].dtype());
    return arranged ? Arranged.like(result, in[0].layout()) : result;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {Call.run(transposed(), g)};
  }

  @Override
  public boolean onlyReadsGradient() {
    return true;
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(
        new MeanPool(name, dims, windows, divisors, b.sizes(sizes), spread, false), x[0]);
  }
}
