package dev.gradus.nn;

import dev.gradus.Tensor;

/// The logarithm of softmax along a dimension. **Source**: torch.nn.LogSoftmax.
public final class LogSoftmax extends Layer {
  private final int dim;

  /// Creates it for a dimension.
  public LogSoftmax(int dim) {
    this.dim = dim;
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.logSoftmax(dim);
  }

  @Override
  public String extraRepr() {
    return "dim=" + dim;
  }
}
