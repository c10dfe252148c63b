package dev.gradus.nn;

import dev.gradus.AvgPoolOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// The mean of each window of images. **Shape**: (N, C, H, W) or without N. **Source**:
/// torch.nn.AvgPool2d.
public final class AvgPool2d extends Layer {
  private final AvgPoolOptions options;

  /// Creates it with windows side by side.
  public AvgPool2d(long kernel) {
    this(AvgPoolOptions.kernel(kernel));
  }

  /// Creates it with windows at a distance.
  public AvgPool2d(long kernel, long stride) {
    this(AvgPoolOptions.kernel(kernel).withStride(stride));
  }

  /// Creates it with options.
  public AvgPool2d(AvgPoolOptions options) {
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.avgPool2d(x, options);
  }

  @Override
  public String extraRepr() {
    return PoolText.mean(options, false);
  }
}
