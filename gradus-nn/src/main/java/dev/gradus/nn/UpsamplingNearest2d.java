package dev.gradus.nn;

import dev.gradus.Tensor;

/// Images with more places, of which each is the nearest of the input. **Shape**: (N, C, H, W).
/// **Source**: torch.nn.UpsamplingNearest2d.
public final class UpsamplingNearest2d extends Layer {
  private final Upsample upsample;

  /// Creates it for images longer by a factor.
  public UpsamplingNearest2d(double scaleFactor) {
    this(UpsampleSettings.scale(scaleFactor));
  }

  /// Creates it with sizes or factors; the mode is its own.
  public UpsamplingNearest2d(UpsampleSettings settings) {
    this.upsample = new Upsample(settings.withMode("nearest"));
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
