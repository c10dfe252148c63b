package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Gradus;
import dev.gradus.MultiViewOperation;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Views;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Consecutive pieces along a dimension.
///
/// @param name `split` for equal pieces, `split_with_sizes` for stated ones
/// @param dim the dimension
/// @param lengths the length of each piece
public record Split(String name, int dim, long... lengths) implements MultiViewOperation {
  @Override
  public String node() {
    return Operation.nodeName(name, 0);
  }

  @Override
  public int outputs() {
    return lengths.length;
  }

  @Override
  public Layout[] views(Layout x) {
    Layout[] views = new Layout[lengths.length];
    long start = 0;
    for (int k = 0; k < views.length; k++) {
      views[k] = Views.narrow(x, dim, start, lengths[k]);
      start += lengths[k];
    }
    return views;
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    List<Tensor> parts = new ArrayList<>();
    Tensor any = MultiViewOperation.any(g);
    for (int k = 0; k < lengths.length; k++) {
      Tensor part = g[k];
      if (part == null) {
        long[] sizes = b.sizes(0).clone();
        sizes[dim] = lengths[k];
        part = Gradus.zeros(any.dtype(), sizes);
      }
      parts.add(part);
    }
    return new Tensor[] {Gradus.cat(parts, dim)};
  }

  @Override
  public MultiViewOperation batched(Batching b) {
    return new Split(name, dim + 1, lengths);
  }
}
