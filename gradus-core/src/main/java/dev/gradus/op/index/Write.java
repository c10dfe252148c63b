package dev.gradus.op.index;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.InPlaceOperation;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// A tensor with elements overwritten, or added to, at places that index tensors name. Inputs: the
/// tensor, the values, the index tensors.
///
/// See Note [Picking and spreading]. Of several values for the same place the last one stays; the
/// gradient goes to all of them, as in PyTorch.
///
/// @param at which elements
/// @param name PyTorch's name
/// @param overload the number behind the node's name
/// @param factor by what the values are multiplied before they are added; null to overwrite
/// @param once whether a place counts once in the gradient of a single value, however often it is
///   named: `index_fill` counts so
record Write(Addressing at, String name, int overload, @Nullable Scalar factor, boolean once)
    implements InPlaceOperation {
  Write(Addressing at, String name, int overload, @Nullable Scalar factor) {
    this(at, name, overload, factor, false);
  }

  @Override
  public String node() {
    return Operation.nodeName(name, overload);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor y = Copies.CLONE.forward(new Tensor[] {x[0]});
    checkInto(y, x);
    forwardInto(y, x);
    return y;
  }

  @Override
  public void checkInto(Tensor target, Tensor[] x) {
    long[] sizes = at.route(target.layout().sizes(), Pick.indexOf(x, 2)).sizes();
    if (Sizes.numel(sizes) > 0 && !Broadcast.expandable(x[1].layout().sizes(), sizes)) {
      throw new GradusArgumentException(
          "shape mismatch: value tensor of shape "
              + Sizes.text(x[1].layout().sizes())
              + " cannot be broadcast to indexing result of shape "
              + Sizes.text(sizes));
    }
  }

  // All positions are looked up, and wrong ones refused, before anything is written.
  @Override
  public void forwardInto(Tensor target, Tensor[] x) {
    Route route = at.route(target.layout().sizes(), Pick.indexOf(x, 2));
    Route.Runs runs = route.runs(target.layout(), target.dtype());
    if (runs.starts().length == 0) {
      return;
    }
    Values values = Values.of(x[1], route.sizes()).apartFrom(target);
    Scalar by = factor;
    if (by == null) {
      values.write(runs, target);
    } else {
      values.add(runs, by, target);
    }
  }

  @Override
  public long savesInputs(long needs) {
    boolean onlyTarget = factor != null && (needs & 2) == 0;
    return onlyTarget ? 0 : ~3L;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    @Nullable Tensor[] out = new @Nullable Tensor[b.inputs()];
    Scalar by = factor;
    if (b.needs(0)) {
      out[0] = by != null ? g : Call.run(zeroed(), Pick.savedBehind(b, 2, g));
    }
    if (b.needs(1)) {
      Tensor picked = once ? eachOnce(b, g) : picked(b, g);
      out[1] = by == null || by.real() == 1 ? picked : picked.mul(by.real());
    }
    return out;
  }

  private Tensor picked(Backward b, Tensor g) {
    return Call.run(new Pick(at, "gather"), Pick.savedBehind(b, 2, g));
  }

  private Tensor eachOnce(Backward b, Tensor g) {
    Tensor seen = Tensor.empty(DType.BOOL, g.layout().sizes());
    Tensor[] in = Pick.savedBehind(b, 2, seen);
    if (Call.isHidden(in[1])) {
      return g.mul(Call.run(new WriteNumber(at, name, overload, Scalar.of(true)), in));
    }
    new WriteNumber(at, name, overload, Scalar.of(true)).forwardInto(seen, in);
    Tensor places = Nonzero.flat(seen, g.layout().sizes());
    return Call.run(new Pick(new Flat(), "take"), g, places);
  }

  private WriteNumber zeroed() {
    return new WriteNumber(at, name, overload, Scalar.of(0));
  }

  /// The operation is linear in both: it acts on the tangents as on the values.
  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    Tensor whole = t[0];
    Tensor values = t[1];
    if (values == null) {
      return whole == null || factor != null
          ? whole
          : Call.run(zeroed(), Pick.withFirst(whole, x, 2));
    }
    Tensor[] in = x.clone();
    in[0] = whole == null ? Gradus.zerosLike(x[0]) : whole;
    in[1] = values;
    return Call.run(this, in);
  }

  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    BatchedPlaces places = once ? null : BatchedPlaces.of(at, b, x, 2, b.sizes(0));
    Tensor values = places == null ? null : places.values(b, x, 1);
    if (places == null || values == null) {
      return null;
    }
    Tensor to = places.addressed(b, b.front(x, 0));
    Write all = new Write(places.at(), name, overload, factor);
    return Call.run(all, places.behind(to, values)).reshape(b.sizes(b.sizes(0)));
  }
}
