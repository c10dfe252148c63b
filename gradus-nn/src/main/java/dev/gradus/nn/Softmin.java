package dev.gradus.nn;

import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// exp(−x) / Σ exp(−x) along a dimension. **Source**: torch.nn.Softmin.
public final class Softmin extends Layer {
  private final @Nullable Integer dim;

  /// Creates it for the dimension that PyTorch chooses, with PyTorch's warning: the first of one or
  /// three dimensions, else the second.
  public Softmin() {
    this.dim = null;
  }

  /// Creates it for a dimension.
  public Softmin(int dim) {
    this.dim = dim;
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.neg().softmax(ImplicitDim.of("softmin", dim, x));
  }

  @Override
  public String extraRepr() {
    return "dim=" + (dim == null ? "None" : dim);
  }
}
