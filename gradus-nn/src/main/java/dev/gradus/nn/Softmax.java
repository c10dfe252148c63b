package dev.gradus.nn;

import dev.gradus.Tensor;

/// exp(x) / Σ exp(x) along a dimension. **Source**: torch.nn.Softmax.
public final class Softmax extends Layer {
  private final int dim;

  /// Creates it for a dimension.
  public Softmax(int dim) {
    this.dim = dim;
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.softmax(dim);
  }

  @Override
  public String extraRepr() {
    return "dim=" + dim;
  }
}
