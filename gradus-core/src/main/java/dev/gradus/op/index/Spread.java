package dev.gradus.op.index;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.op.pointwise.Scalar;
import org.jspecify.annotations.Nullable;

/// Zeros with elements added at places that index tensors name: the gradient of [Pick]. Inputs: the
/// elements, the index tensors.
///
/// @param at which elements
/// @param picked the name of the operation whose gradient this is
/// @param sizes the sizes of the result
record Spread(Addressing at, String picked, long[] sizes) implements SingleOperation {
  @Override
  public String name() {
    return picked + "_backward";
  }

  @Override
  public Tensor forward(Tensor[] in) {
    Tensor y = Tensor.empty(in[0].dtype(), sizes);
    Route route = at.route(sizes, Pick.indexOf(in, 1));
    Values.of(in[0], route.sizes()).add(route.runs(y.layout(), y.dtype()), Scalar.of(1), y);
    return y;
  }

  @Override
  public long savesInputs(long needs) {
    return ~1L;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    @Nullable Tensor[] out = new @Nullable Tensor[b.inputs()];
    out[0] = Call.run(new Pick(at, picked), Pick.savedBehind(b, 1, g));
    return out;
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, Pick.withFirst(t[0], x, 1));
  }

  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    BatchedPlaces places = BatchedPlaces.of(at, b, x, 1, sizes);
    if (places == null) {
      return null;
    }
    Tensor g = places.arranged(b, b.front(x, 0));
    Spread all = new Spread(places.at(), picked, places.addressedSizes(b));
    return Call.run(all, places.behind(g)).reshape(b.sizes(sizes));
  }
}
