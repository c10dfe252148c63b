package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Views;
import org.jspecify.annotations.Nullable;

/// Dimensions in another order.
///
/// @param dims for each new dimension the old one
public record Permute(int... dims) implements ViewOperation {
  @Override
  public String name() {
    return "permute";
  }

  @Override
  public Layout view(Layout x) {
    return Views.permute(x, dims);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    int[] order = Views.permutation(dims, dims.length);
    int[] inverse = new int[order.length];
    for (int d = 0; d < order.length; d++) {
      inverse[order[d]] = d;
    }
    return new Tensor[] {b.reshown(g, new Permute(inverse))};
  }

  @Override
  public ViewOperation batched(Batching b) {
    int[] all = new int[dims.length + 1];
    for (int k = 0; k < dims.length; k++) {
      all[k + 1] = b.dims(dims[k])[0];
    }
    return new Permute(all);
  }
}
