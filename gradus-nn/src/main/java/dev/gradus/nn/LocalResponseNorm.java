package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LocalResponseOptions;
import dev.gradus.Tensor;

/// Divided by the mean of squares of neighbouring channels, raised. **Shape**: (N, C, …).
/// **Source**: torch.nn.LocalResponseNorm.
public final class LocalResponseNorm extends Layer {
  private final long size;
  private final LocalResponseOptions options;

  /// Creates it for so many neighbouring channels.
  public LocalResponseNorm(long size) {
    this(size, LocalResponseOptions.DEFAULT);
  }

  /// Creates it with options.
  public LocalResponseNorm(long size, LocalResponseOptions options) {
    this.size = size;
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.localResponseNorm(x, size, options);
  }

  @Override
  public String extraRepr() {
    return "%d, alpha=%s, beta=%s, k=%s"
        .formatted(
            size,
            LayerText.of(options.alpha()),
            LayerText.of(options.beta()),
            LayerText.of(options.k()));
  }
}
