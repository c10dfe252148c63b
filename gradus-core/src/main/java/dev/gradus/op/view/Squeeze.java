package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Views;
import org.jspecify.annotations.Nullable;

/// Without dimensions of size 1.
///
/// @param overload 0 for all dimensions, 1 for one, 2 for several
/// @param dims which dimensions; none means all
public record Squeeze(int overload, int... dims) implements ViewOperation {
  @Override
  public String name() {
    return "squeeze";
  }

  @Override
  public String node() {
    return Operation.nodeName("squeeze", overload);
  }

  @Override
  public Layout view(Layout x) {
    return Views.squeeze(x, overload > 0 && dims.length == 0 ? 0 : Axes.mask(dims, x.rank()));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {b.reshaped(g, b.sizes(0))};
  }

  @Override
  public ViewOperation batched(Batching b) {
    return b.rank(0) == 0 || overload > 0 && dims.length == 0
        ? new Squeeze(2)
        : new Squeeze(2, b.dims(dims));
  }
}
