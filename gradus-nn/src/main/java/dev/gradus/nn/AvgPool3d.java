package dev.gradus.nn;

import dev.gradus.AvgPoolOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// The mean of each window of volumes. **Shape**: (N, C, D, H, W) or without N. **Source**:
/// torch.nn.AvgPool3d.
public final class AvgPool3d extends Layer {
  private final AvgPoolOptions options;

  /// Creates it with windows side by side.
  public AvgPool3d(long kernel) {
    this(AvgPoolOptions.kernel(kernel));
  }

  /// Creates it with windows at a distance.
  public AvgPool3d(long kernel, long stride) {
    this(AvgPoolOptions.kernel(kernel).withStride(stride));
  }

  /// Creates it with options.
  public AvgPool3d(AvgPoolOptions options) {
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.avgPool3d(x, options);
  }

  @Override
  public String extraRepr() {
    return PoolText.mean(options, false);
  }
}
