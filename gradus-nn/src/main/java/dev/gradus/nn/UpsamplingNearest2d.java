package dev.gradus.nn;

import dev.gradus.InterpolateOptions;
import dev.gradus.InterpolationMode;
import dev.gradus.Tensor;

/// Images with more places, of which each is the nearest of the input. **Shape**: (N, C, H, W).
/// **Source**: torch.nn.UpsamplingNearest2d.
public final class UpsamplingNearest2d extends Layer {
  private final Upsample upsample;

  /// Creates it for images longer by a factor.
  public UpsamplingNearest2d(double scaleFactor) {
    this(InterpolateOptions.scale(scaleFactor));
  }

  /// Creates it with sizes or factors; the mode is its own.
  public UpsamplingNearest2d(InterpolateOptions options) {
    this.upsample = new Upsample(options.withMode(InterpolationMode.NEAREST));
  }

  @Override
  public Tensor forward(Tensor x) {
    return upsample.forward(x);
  }

  @Override
  public String extraRepr() {
    return upsample.extraRepr();
  }
}
