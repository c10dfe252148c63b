package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import dev.gradus.shape.Views;
import org.jspecify.annotations.Nullable;

/// The same elements in other sizes, without copying.
///
/// @param name `view`, `_reshape_alias` where memory is not row-major, or `_unsafe_view` for a view
///   of a fresh copy
/// @param sizes the sizes; one may be -1
public record View(String name, long... sizes) implements ViewOperation {
  @Override
  public String node() {
    return Operation.nodeName(name, 0);
  }

  @Override
  public Layout view(Layout x) {
    Layout view = Views.view(x, Sizes.complete(sizes, x.numel()));
    if (view == null) {
      throw new GradusArgumentException(
          "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead."
              + "\nview: the tensor has "
              + x
              + "; asked for "
              + Sizes.text(sizes)
              + ".");
    }
    return view;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {b.reshaped(g, b.sizes(0))};
  }

  // The tangent may lie in memory in another order than the tensor.
  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : t[0].reshape(y.layout().sizes());
  }

  // A fresh copy has no other owner, so its reshaping is not a view to anyone.
  @Override
  public @Nullable ViewOperation asView() {
    return name.equals("_unsafe_view") ? null : this;
  }

  @Override
  public ViewOperation batched(Batching b) {
    return new View(name, b.sizes(Sizes.complete(sizes, Sizes.numel(b.sizes(0)))));
  }
}
