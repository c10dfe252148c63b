package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// The mean of each of as many windows as the result has places. **Shape**: (N, C, D, H, W) or
/// without N. **Source**: torch.nn.AdaptiveAvgPool3d.
public final class AdaptiveAvgPool3d extends Layer {
  private final long[] size;

  /// Creates it for a result of these sizes, or one for all; [Gradus#SAME_SIZE] for that of the
  /// input.
  public AdaptiveAvgPool3d(long... size) {
    this.size = size.clone();
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.adaptiveAvgPool3d(x, size);
  }

  @Override
  public String extraRepr() {
    return "output_size=" + PoolText.sizes(size);
  }
}
