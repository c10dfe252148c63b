package dev.gradus.op.pool;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.PoolPlanes;
import dev.gradus.op.pointwise.Arranged;
import dev.gradus.shape.Sizes;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Elements put at their places in planes of zeros; of several for one place the last one stays.
/// The places are the second input. Gradient: what g has at those places.
///
/// @param dims how many dimensions a plane has
/// @param sizes of the result
record Unpool(int dims, long... sizes) implements SingleOperation {
  @Override
  public String name() {
    return "max_unpool" + dims + "d";
  }

  @Override
  public Tensor forward(Tensor[] in) {
    Tensor x = Call.unrecorded(() -> in[0].contiguous());
    Tensor at = Call.unrecorded(() -> in[1].contiguous());
    Tensor y = Tensor.empty(x.dtype(), sizes);
    Planes large = Planes.of(sizes, dims);
    try {
      long[] places = (long[]) at.storage().array();
      int ao = (int) at.storageOffset();
      if (y.numel() > 0) {
        check(places, ao, (int) at.numel(), large.volume());
        PoolPlanes.put(
            large.count(),
            large.volume(),
            Planes.of(x, dims).volume(),
            x.storage().array(),
            (int) x.storageOffset(),
            places,
            ao,
            y.storage().array());
      }
    } finally {
      Reference.reachabilityFence(x);
      Reference.reachabilityFence(at);
      Reference.reachabilityFence(y);
    }
    return Arranged.like(y, in[0].layout());
  }

  private void check(long[] places, int offset, int count, int size) {
    int wrong = PoolPlanes.outside(places, offset, count, size);
    if (wrong >= 0) {
      long[] plane = Arrays.copyOfRange(sizes, sizes.length - dims, sizes.length);
      throw new GradusArgumentException(
          "Found an invalid max index: "
              + places[offset + wrong]
              + " (output volumes are of size "
              + Sizes.cross(plane)
              + "\n"
              + name()
              + ": an index counts the elements of a plane of the result; give its sizes as"
              + " outputSize.");
    }
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    long[] all = sizes.clone();
    all[0] *= b.size();
    Tensor values = Batching.folded(b.front(x, 0));
    return b.unfolded(Call.run(new Unpool(dims, all), values, Batching.folded(b.front(x, 1))));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new @Nullable Tensor[] {Call.run(new FromPlaces(dims), g, b.x(1)), null};
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
}
