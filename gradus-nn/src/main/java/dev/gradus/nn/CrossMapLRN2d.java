package dev.gradus.nn;

import dev.gradus.LocalResponseOptions;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;

/// Divided by the mean of squares of neighbouring channels of images, raised. **Shape**: (N, C, H,
/// W). **Source**: torch.nn.CrossMapLRN2d.
public final class CrossMapLRN2d extends Layer {
  private final long size;
  private final LocalResponseOptions options;

  /// Creates it for so many neighbouring channels.
  public CrossMapLRN2d(long size) {
    this(size, LocalResponseOptions.DEFAULT);
  }

  /// Creates it with options.
  public CrossMapLRN2d(long size, LocalResponseOptions options) {
    this.size = size;
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor x) {
    if (x.dim() != 4) {
      throw new GradusArgumentException(
          "CrossMapLRN2d: Expected input to be 4D, got " + x.dim() + "D instead.");
    }
    // The window of channel c reaches from c - (size - 1) / 2 to c + (size - 1) / 2.
    long reach = (size - 1) / 2;
    Tensor squares = x.square().pad(0, 0, 0, 0, reach, reach);
    Tensor sums = squares.unfold(1, 2 * reach + 1, 1).sum(-1);
    return x.div(sums.mul(options.alpha() / size).add(options.k()).pow(options.beta()));
  }

  @Override
  public String extraRepr() {
    return "%d, alpha=%s, beta=%s, k=%s"
        .formatted(
            size,
            LayerText.of(options.alpha()),
            LayerText.of(options.beta()),
            LayerText.whole(options.k()));
  }
}
