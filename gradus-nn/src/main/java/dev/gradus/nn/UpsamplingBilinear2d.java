package dev.gradus.nn;

import dev.gradus.InterpolateOptions;
import dev.gradus.InterpolationMode;
import dev.gradus.Tensor;

/// Images with more places, interpolated, with corners on each other. **Shape**: (N, C, H, W).
/// **Source**: torch.nn.UpsamplingBilinear2d.
public final class UpsamplingBilinear2d extends Layer {
  private final Upsample upsample;

  /// Creates it for images longer by a factor.
  public UpsamplingBilinear2d(double scaleFactor) {
    this(InterpolateOptions.scale(scaleFactor));
  }

  /// Creates it with sizes or factors; the mode is its own.
  public UpsamplingBilinear2d(InterpolateOptions options) {
    this.upsample =
        new Upsample(options.withMode(InterpolationMode.BILINEAR).withAlignCorners(true));
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
