package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.MaxPoolOptions;
import dev.gradus.Tensor;
import dev.gradus.ValuesAndIndices;

/// The largest element of each window of images. **Shape**: (N, C, H, W) or without N. **Source**:
/// torch.nn.MaxPool2d.
public final class MaxPool2d extends Layer {
  private final MaxPoolOptions options;

  /// Creates it with windows side by side.
  public MaxPool2d(long kernel) {
    this(MaxPoolOptions.kernel(kernel));
  }

  /// Creates it with windows at a distance.
  public MaxPool2d(long kernel, long stride) {
    this(MaxPoolOptions.kernel(kernel).withStride(stride));
  }

  /// Creates it with options.
  public MaxPool2d(MaxPoolOptions options) {
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.maxPool2d(x, options);
  }

  /// The largest elements and where they were, for [MaxUnpool2d].
  public ValuesAndIndices withIndices(Tensor x) {
    Tensor[] found = run(in -> Inputs.array(Gradus.maxPool2dWithIndices(in[0], options)), x);
    return new ValuesAndIndices(found[0], found[1]);
  }

  @Override
  public String extraRepr() {
    return PoolText.max(options);
  }
}
