package dev.gradus.op.index;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.InPlaceOperation;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.memory.Elements;
import dev.gradus.memory.Storage;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.shape.Layout;
import org.jspecify.annotations.Nullable;

/// A tensor with one number written at places that index tensors name. Inputs: the tensor, the
/// index tensors. Gradient: 0 at those places.
///
/// @param at which elements
/// @param name PyTorch's name
/// @param overload the number behind the node's name
/// @param number the number
record WriteNumber(Addressing at, String name, int overload, Scalar number)
    implements InPlaceOperation {
  // Where others have values there is a number.
  @Override
  public String inputName(int i) {
    return Operation.inputName(name, i == 0 ? 0 : i + 1);
  }

  @Override
  public String node() {
    return Operation.nodeName(name, overload);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor y = Copies.CLONE.forward(new Tensor[] {x[0]});
    forwardInto(y, x);
    return y;
  }

  @Override
  public void checkInto(Tensor target, Tensor[] x) {
    at.route(target.layout().sizes(), Pick.indexOf(x, 1));
  }

  // All positions are looked up, and wrong ones refused, before anything is written.
  @Override
  public void forwardInto(Tensor target, Tensor[] x) {
    Route route = at.route(target.layout().sizes(), Pick.indexOf(x, 1));
    Route.Runs runs = route.runs(target.layout(), target.dtype());
    new Values(scalar(target)).write(runs, target);
  }

  private Tensor scalar(Tensor like) {
    Storage storage = Storage.allocate(like.dtype(), 1);
    if (like.dtype().isIntegral()) {
      long value = like.dtype() == DType.BOOL ? truth() : number.whole();
      Elements.setLong(storage, like.dtype(), 0, value);
    } else {
      Elements.setDouble(storage, like.dtype(), 0, number.real());
      if (like.dtype().isComplex()) {
        Elements.setDouble(storage, like.dtype(), 1, number.imag());
      }
    }
    return Tensor.wrap(storage, Layout.SCALAR, like.dtype());
  }

  private long truth() {
    return number.real() != 0 ? 1 : 0;
  }

  @Override
  public long savesInputs(long needs) {
    return ~1L;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    @Nullable Tensor[] out = new @Nullable Tensor[b.inputs()];
    out[0] = Call.run(zeroed(), Pick.savedBehind(b, 1, g));
    return out;
  }

  private WriteNumber zeroed() {
    return new WriteNumber(at, name, overload, Scalar.of(0));
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(zeroed(), Pick.withFirst(t[0], x, 1));
  }

  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    BatchedPlaces places = BatchedPlaces.of(at, b, x, 1, b.sizes(0));
    if (places == null) {
      return null;
    }
    Tensor to = places.addressed(b, b.front(x, 0));
    WriteNumber all = new WriteNumber(places.at(), name, overload, number);
    return Call.run(all, places.behind(to)).reshape(b.sizes(b.sizes(0)));
  }
}
