package dev.gradus.nn;

import dev.gradus.AvgPoolOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// The mean of each window of signals. **Shape**: (N, C, L) or without N. **Source**:
/// torch.nn.AvgPool1d.
public final class AvgPool1d extends Layer {
  private final AvgPoolOptions options;

  /// Creates it with windows side by side.
  public AvgPool1d(long kernel) {
    this(AvgPoolOptions.kernel(kernel));
  }

  /// Creates it with windows at a distance.
  public AvgPool1d(long kernel, long stride) {
    this(AvgPoolOptions.kernel(kernel).withStride(stride));
  }

  /// Creates it with options.
  public AvgPool1d(AvgPoolOptions options) {
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.avgPool1d(x, options);
  }

  @Override
  public String extraRepr() {
    return PoolText.mean(options, true);
  }
}
