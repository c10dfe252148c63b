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

/// What a view shows, in memory of its own: `permute_copy` and its like.
///
/// @param view the view
/// @param node the name of the node
public record ViewCopy(ViewOperation view, String node) implements SingleOperation {
  /// With PyTorch's name of the node, as in `PermuteBackward0_copy`.
  public ViewCopy(ViewOperation view) {
    this(view, view.node() + "_copy");
  }

  @Override
  public String name() {
    return view.name() + "_copy";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return fresh(view.forward(x));
  }

  static Tensor fresh(Tensor x) {
    Tensor y = Tensor.unfilled(Layout.contiguous(x.layout().sizes()), x.dtype());
    Copies.copy(x, y);
    return y;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return view.backward(b, g);
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return view.jvp(x, y, t);
  }

  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    ViewOperation all = view.batched(b);
    return all == null ? null : Call.run(new ViewCopy(all, node), x[0]);
  }
}
