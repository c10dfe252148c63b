package dev.gradus.op.index;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.kernel.Gather;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads elements at places that index tensors name. Inputs: the tensor, the index tensors.
///
/// See Note [Picking and spreading].
///
/// @param at which elements
/// @param name PyTorch's name
public record Pick(Addressing at, String name) implements SingleOperation {
  @Override
  public String node() {
    return Operation.nodeName(name, 0);
  }

  @Override
  public Tensor forward(Tensor[] in) {
    Tensor x = in[0];
    Route route = at.route(x.layout().sizes(), indexOf(in, 1));
    Route.Runs runs = route.runs(x.layout(), x.dtype());
    Tensor y = Tensor.unfilled(Layout.contiguous(route.sizes()), x.dtype());
    try {
      Gather.read(
          x.storage().array(), runs.starts(), runs.length(), runs.step(), y.storage().array());
    } finally {
      Reference.reachabilityFence(in);
      Reference.reachabilityFence(y);
    }
    return y;
  }

  static Tensor[] indexOf(Tensor[] in, int from) {
    return Arrays.copyOfRange(in, from, in.length);
  }

  /// One bit for each input behind the first `from`.
  static long indexBits(int from, int inputs) {
    return (1L << inputs) - (1L << from);
  }

  /// Saved index tensors behind other inputs.
  static Tensor[] savedBehind(Backward b, int from, Tensor first) {
    Tensor[] all = new Tensor[b.inputs() - from + 1];
    all[0] = first;
    for (int i = 1; i < all.length; i++) {
      all[i] = b.x(from + i - 1);
    }
    return all;
  }

  static Tensor[] withFirst(Tensor first, Tensor[] in, int from) {
    Tensor[] all = new Tensor[in.length - from + 1];
    all[0] = first;
    System.arraycopy(in, from, all, 1, all.length - 1);
    return all;
  }

  @Override
  public long savesInputs(long needs) {
    return ~1L;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    @Nullable Tensor[] out = new @Nullable Tensor[b.inputs()];
    out[0] = Call.run(new Spread(at, name, b.sizes(0)), savedBehind(b, 1, g));
    return out;
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, withFirst(t[0], x, 1));
  }

  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    BatchedPlaces places = BatchedPlaces.of(at, b, x, 1, b.sizes(0));
    if (places == null) {
      return null;
    }
    Tensor from = places.addressed(b, b.front(x, 0));
    return places.restored(b, Call.run(new Pick(places.at(), name), places.behind(from)));
  }
}
