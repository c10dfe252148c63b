package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Views;
import org.jspecify.annotations.Nullable;

/// One element along a dimension, which disappears.
///
/// @param dim the dimension
/// @param index the element
public record Select(int dim, long index) implements ViewOperation {
  @Override
  public String name() {
    return "select";
  }

  @Override
  public Layout view(Layout x) {
    return Views.select(x, dim, index);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {Call.run(new Embed(this, b.sizes(0)), g)};
  }

  @Override
  public ViewOperation batched(Batching b) {
    return new Select(b.dims(dim)[0], index);
  }
}
