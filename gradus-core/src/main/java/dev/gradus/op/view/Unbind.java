package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Gradus;
import dev.gradus.MultiViewOperation;
import dev.gradus.Tensor;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Views;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All slices along a dimension.
///
/// @param dim the dimension, which disappears
/// @param outputs its size
public record Unbind(int dim, int outputs) implements MultiViewOperation {
  @Override
  public String name() {
    return "unbind";
  }

  @Override
  public Layout[] views(Layout x) {
    int d = Axes.wrap(dim, x.rank());
    Layout[] views = new Layout[outputs];
    for (int k = 0; k < outputs; k++) {
      views[k] = Views.select(x, d, k);
    }
    return views;
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    List<Tensor> parts = new ArrayList<>();
    for (Tensor part : MultiViewOperation.materialized(g)) {
      parts.add(part);
    }
    return new Tensor[] {Gradus.stack(parts, dim)};
  }

  @Override
  public MultiViewOperation batched(Batching b) {
    return new Unbind(b.dims(dim)[0], outputs);
  }
}
