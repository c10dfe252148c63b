package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.shape.Layout;
import org.jspecify.annotations.Nullable;

/// The whole tensor as a view of itself: `x[...]`.
public record Alias() implements ViewOperation {
  @Override
  public String name() {
    return "alias";
  }

  @Override
  public Layout view(Layout x) {
    return x;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {g};
  }

  @Override
  public ViewOperation batched(Batching b) {
    return this;
  }
}
