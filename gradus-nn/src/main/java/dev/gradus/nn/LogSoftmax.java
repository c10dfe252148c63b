package dev.gradus.nn;

import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The logarithm of softmax along a dimension. **Source**: torch.nn.LogSoftmax.
public final class LogSoftmax extends Layer {
  private final @Nullable Integer dim;

  /// Creates it for the dimension that PyTorch chooses, with PyTorch's warning: the first of one or
  /// three dimensions, else the second.
  public LogSoftmax() {
    this.dim = null;
  }

  /// Creates it for a dimension.
  public LogSoftmax(int dim) {
    this.dim = dim;
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.logSoftmax(ImplicitDim.of("log_softmax", dim, x));
  }

  @Override
  public String extraRepr() {
    return "dim=" + (dim == null ? "None" : dim);
  }
}
