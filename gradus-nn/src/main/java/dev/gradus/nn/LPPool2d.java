package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LpPoolOptions;
import dev.gradus.Tensor;

/// The root of the sum of powers in each window of images. **Shape**: (N, C, H, W) or without N.
/// **Source**: torch.nn.LPPool2d.
public final class LPPool2d extends Layer {
  private final double p;
  private final LpPoolOptions options;

  /// Creates it for powers p, with windows side by side.
  public LPPool2d(double p, long kernel) {
    this(p, LpPoolOptions.kernel(kernel));
  }

  /// Creates it for powers p, with options.
  public LPPool2d(double p, LpPoolOptions options) {
    this.p = p;
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.lpPool2d(x, p, options);
  }

  @Override
  public String extraRepr() {
    return PoolText.power(p, options);
  }
}
