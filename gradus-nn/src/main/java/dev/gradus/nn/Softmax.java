package dev.gradus.nn;

import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// exp(x) / Σ exp(x) along a dimension. **Source**: torch.nn.Softmax.
public final class Softmax extends Layer {
  private final @Nullable Integer dim;

  /// Creates it for the dimension that PyTorch chooses, with PyTorch's warning: the first of one or
  /// three dimensions, else the second.
  public Softmax() {
    this.dim = null;
  }

  /// Creates it for a dimension.
  public Softmax(int dim) {
    this.dim = dim;
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.softmax(ImplicitDim.of("softmax", dim, x));
  }

  @Override
  public String extraRepr() {
    return "dim=" + (dim == null ? "None" : dim);
  }
}
