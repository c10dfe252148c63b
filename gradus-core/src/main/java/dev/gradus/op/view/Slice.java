package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Views;
import org.jspecify.annotations.Nullable;

/// A range of elements along a dimension.
///
/// @param dim the dimension
/// @param start the first element; null for the beginning
/// @param end behind the last element; null for the end
/// @param step the distance of neighbours
public record Slice(int dim, @Nullable Long start, @Nullable Long end, long step)
    implements ViewOperation {
  @Override
  public String name() {
    return "slice";
  }

  @Override
  public Layout view(Layout x) {
    return Views.slice(x, dim, start, end, step);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {Call.run(new Embed(this, b.sizes(0)), g)};
  }

  @Override
  public ViewOperation batched(Batching b) {
    return new Slice(b.dims(dim)[0], start, end, step);
  }
}
