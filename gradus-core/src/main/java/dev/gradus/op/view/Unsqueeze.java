package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Views;
import org.jspecify.annotations.Nullable;

/// A new dimension of size 1.
///
/// @param dim where it will be
public record Unsqueeze(int dim) implements ViewOperation {
  @Override
  public String name() {
    return "unsqueeze";
  }

  @Override
  public Layout view(Layout x) {
    return Views.unsqueeze(x, dim);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {b.reshown(g, new Squeeze(1, dim))};
  }

  @Override
  public ViewOperation batched(Batching b) {
    return new Unsqueeze(dim < 0 ? dim : dim + 1);
  }
}
