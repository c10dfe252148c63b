package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.shape.Layout;
import org.jspecify.annotations.Nullable;

/// A view of any geometry; the offset counts from the input's first element.
///
/// @param geometry sizes, strides and offset
public record AsStrided(Layout geometry) implements ViewOperation {
  @Override
  public String name() {
    return "as_strided";
  }

  @Override
  public Layout view(Layout x) {
    return geometry.at(geometry.offset() + x.offset());
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {Call.run(new Embed(this, b.sizes(0)), g)};
  }
}
