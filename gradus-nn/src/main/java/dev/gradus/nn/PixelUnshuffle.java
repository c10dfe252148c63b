package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// Makes places into channels: (…, C, H · r, W · r) to (…, C · r², H, W). **Source**:
/// torch.nn.PixelUnshuffle.
public final class PixelUnshuffle extends Layer {
  private final long factor;

  /// Creates it.
  public PixelUnshuffle(long downscaleFactor) {
    this.factor = downscaleFactor;
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.pixelUnshuffle(x, factor);
  }

  @Override
  public String extraRepr() {
    return "downscale_factor=" + factor;
  }
}
