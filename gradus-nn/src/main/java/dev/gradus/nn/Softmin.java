package dev.gradus.nn;

import dev.gradus.Tensor;

/// exp(−x) / Σ exp(−x) along a dimension. **Source**: torch.nn.Softmin.
public final class Softmin extends Layer {
  private final int dim;

  /// Creates it for a dimension.
  public Softmin(int dim) {
    this.dim = dim;
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.neg().softmax(dim);
  }

  @Override
  public String extraRepr() {
    return "dim=" + dim;
  }
}
