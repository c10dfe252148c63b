package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.UnfoldOptions;

/// The windows of images side by side as columns. **Shape**: (N, C, H, W) to (N, C · window,
/// windows). **Source**: torch.nn.Unfold.
public final class Unfold extends Layer {
  private final UnfoldOptions options;

  /// Creates it for windows of that size, one at each place.
  public Unfold(long kernel) {
    this(UnfoldOptions.kernel(kernel));
  }

  /// Creates it with options.
  public Unfold(UnfoldOptions options) {
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.unfold(x, options);
  }

  @Override
  public String extraRepr() {
    return Fold.text(options);
  }
}
