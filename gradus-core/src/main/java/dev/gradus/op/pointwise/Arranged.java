package dev.gradus.op.pointwise;

import dev.gradus.Tensor;
import dev.gradus.shape.ChannelsLast;
import dev.gradus.shape.Layout;

/// Results in the order of dimensions that PyTorch gives them. Records nothing.
public final class Arranged {
  private Arranged() {}

  /// A fresh result with its channels last if those of an input are.
  public static Tensor like(Tensor y, Layout... inputs) {
    for (Layout x : inputs) {
      if (ChannelsLast.of(x)) {
        Layout layout = ChannelsLast.layout(y.layout().sizes());
        Tensor to = Tensor.emptyStrided(layout, y.dtype());
        Copies.copy(y, to);
        return to;
      }
    }
    return y;
  }
}
