package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Views;
import java.util.Arrays;
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

  @Override
  public @Nullable ViewOperation batched(Batching b) {
    return sizes.length == b.rank(0) ? new Expand(b.sizes(sizes)) : null;
  }

  // New dimensions come between the batch and those of the example.
  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    int own = b.rank(0);
    if (sizes.length < own) {
      return ViewOperation.super.batch(b, x);
    }
    long[] spread = new long[sizes.length + 1];
    Arrays.fill(spread, 1);
    spread[0] = b.size();
    System.arraycopy(b.sizes(0), 0, spread, spread.length - own, own);
    Tensor aligned = sizes.length == own ? x[0] : x[0].view(spread);
    return Call.run(new Expand(b.sizes(sizes)), aligned);
  }
}
