package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// Makes channels into places: (…, C · r², H, W) to (…, C, H · r, W · r). **Source**:
/// torch.nn.PixelShuffle.
public final class PixelShuffle extends Layer {
  private final long factor;

  /// Creates it.
  public PixelShuffle(long upscaleFactor) {
    this.factor = upscaleFactor;
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.pixelShuffle(x, factor);
  }

  @Override
  public String extraRepr() {
    return "upscale_factor=" + factor;
  }
}
