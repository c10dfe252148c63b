package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Views;
import org.jspecify.annotations.Nullable;

/// Repeated without copying. Gradient: the sum over what was repeated.
///
/// @param sizes the sizes of the view; -1 keeps a size
public record Expand(long... sizes) implements ViewOperation {
  @Override
  public String name() {
    return "expand";
  }

  @Override
  public Layout view(Layout x) {
    return Views.expand(x, sizes);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {SumToSize.apply(g, b.sizes(0))};
  }
}
