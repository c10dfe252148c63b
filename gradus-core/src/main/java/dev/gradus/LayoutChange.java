package dev.gradus;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A view operation that turns the tensor itself into the view: `t_`, `unsqueeze_`.
///
/// No element changes, so neither does the history of a base or of other views; the version rises
/// all the same, as in PyTorch.
///
/// @param op what the tensor becomes
/// @param node the name of the node: PyTorch numbers these apart
record LayoutChange(ViewOperation op, String node) implements InPlaceOperation {
  @Override
  public String name() {
    return op.name();
  }

  @Override
  public Map<String, Object> attributes() {
    return op.attributes();
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return op.forward(x);
  }

  @Override
  public void checkInto(Tensor target, Tensor[] x) {
    var _ = op.view(target.layout());
  }

  @Override
  public void forwardInto(Tensor target, Tensor[] x) {
    target.relayout(op.view(target.layout()));
  }

  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    return op.batch(b, x);
  }

  @Override
  public boolean batchInPlace(Batching b, Tensor[] x) {
    ViewOperation all = op.batched(b);
    if (all == null) {
      throw new IllegalStateException(op.name() + " states no batching rule");
    }
    Call.inPlace(new LayoutChange(all, node), x[0]);
    return true;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return op.backward(b, g);
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(op, t[0]);
  }
}
