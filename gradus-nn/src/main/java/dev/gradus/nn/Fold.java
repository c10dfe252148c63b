package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.UnfoldOptions;

/// Adds windows up to images, the reverse of [Unfold]. **Shape**: (N, C · window, windows) to (N,
/// C, H, W). **Source**: torch.nn.Fold.
public final class Fold extends Layer {
  private final long[] size;
  private final UnfoldOptions options;

  /// Creates it for images of these sizes.
  public Fold(long[] outputSize, UnfoldOptions options) {
    this.size = outputSize.clone();
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.fold(x, size, options);
  }

  static String text(UnfoldOptions o) {
    return "kernel_size=%s, dilation=%s, padding=%s, stride=%s"
        .formatted(
            LayerText.sizes(o.kernel()),
            LayerText.sizes(o.dilation()),
            LayerText.sizes(o.padding()),
            LayerText.sizes(o.stride()));
  }

  @Override
  public String extraRepr() {
    return "output_size=" + LayerText.sizes(size) + ", " + text(options);
  }
}
