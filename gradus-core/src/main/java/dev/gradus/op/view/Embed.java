package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.shape.Layout;
import org.jspecify.annotations.Nullable;

/// The gradient of a view: zeros of the input's sizes with the gradient written where the view is.
///
/// The view's geometry must not overlap itself; [Expand] sums instead.
///
/// @param view the view
/// @param sizes the sizes of its input
public record Embed(ViewOperation view, long[] sizes) implements SingleOperation {
  @Override
  public String name() {
    return view.name() + "_backward";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor whole = Tensor.empty(x[0].dtype(), sizes);
    Layout part = view.view(whole.layout());
    Copies.copy(x[0], Tensor.wrap(whole.storage(), part, whole.dtype()));
    return whole;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {Call.run(view, g.contiguous())};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }

  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    ViewOperation all = view.batched(b.ofExamples(sizes));
    return all == null ? null : Call.run(new Embed(all, b.sizes(sizes)), x[0]);
  }
}
