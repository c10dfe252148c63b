package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import org.jspecify.annotations.Nullable;

/// Elements laid down in zeroed memory in one geometry and read in another: the gradient of
/// [AsStrided].
///
/// Where `from` puts several elements in one place they are added. Where a geometry shows one place
/// several times and is marked as sharing, each element has its share of it, so that a gradient is
/// neither lost nor counted twice. Linear; its gradient goes the other way.
///
/// @param from how the input's elements are laid down
/// @param to how the result is read; both offsets count from the same place
/// @param sharesFrom whether elements that meet in a place are divided by their number first
/// @param sharesTo whether elements read from one place are divided by their number
public record Relocate(Layout from, Layout to, boolean sharesFrom, boolean sharesTo)
    implements SingleOperation {
  @Override
  public String name() {
    return "as_strided_backward";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return Call.unrecorded(() -> {
      Tensor in = x[0];
      if (sharesFrom && from.mayOverlap()) {
        in = in.div(moved(Gradus.onesLike(in), from, from));
      }
      Tensor y = moved(in, from, to);
      boolean shared = sharesTo && to.mayOverlap();
      return shared ? y.div(moved(Gradus.onesLike(y), to, to)) : y;
    });
  }

  private Tensor moved(Tensor x, Layout laid, Layout read) {
    long first = Math.min(from.offset(), to.offset());
    long slots = Math.max(from.lastIndex(), to.lastIndex()) - first + 1;
    Storage memory = Storage.allocate(x.dtype(), Math.max(slots, 0));
    Tensor place = Tensor.wrap(memory, laid.at(laid.offset() - first), x.dtype());
    if (laid.mayOverlap()) {
      lay(x, place);
    } else {
      place.copy_(x);
    }
    return Tensor.wrap(memory, read.at(read.offset() - first), x.dtype()).clone();
  }

  // Adds element by element along dimensions that lead back to places already written.
  private static void lay(Tensor x, Tensor place) {
    if (!place.layout().mayOverlap()) {
      place.add_(x);
      return;
    }
    if (place.stride()[0] == 0) {
      lay(x.sum(0), place.select(0, 0));
      return;
    }
    for (long i = 0; i < place.size(0); i++) {
      lay(x.select(0, i), place.select(0, i));
    }
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {Call.run(new Relocate(to, from, sharesTo, sharesFrom), g)};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    long step = Math.max(from.lastIndex(), to.lastIndex()) + 1;
    Layout all = AsStrided.batched(from, b.size(), step);
    Layout read = AsStrided.batched(to, b.size(), step);
    return Call.run(new Relocate(all, read, sharesFrom, sharesTo), x[0]);
  }
}
