package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.MaxPoolOptions;
import dev.gradus.Tensor;
import dev.gradus.ValuesAndIndices;

/// The largest element of each window of volumes. **Shape**: (N, C, D, H, W) or without N.
/// **Source**: torch.nn.MaxPool3d.
public final class MaxPool3d extends Layer {
  private final MaxPoolOptions options;

  /// Creates it with windows side by side.
  public MaxPool3d(long kernel) {
    this(MaxPoolOptions.kernel(kernel));
  }

  /// Creates it with windows at a distance.
  public MaxPool3d(long kernel, long stride) {
    this(MaxPoolOptions.kernel(kernel).withStride(stride));
  }

  /// Creates it with options.
  public MaxPool3d(MaxPoolOptions options) {
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.maxPool3d(x, options);
  }

  /// The largest elements and where they were, for [MaxUnpool3d].
  public ValuesAndIndices withIndices(Tensor x) {
    Tensor[] found = run(in -> Inputs.array(Gradus.maxPool3dWithIndices(in[0], options)), x);
    return new ValuesAndIndices(found[0], found[1]);
  }

  @Override
  public String extraRepr() {
    return PoolText.max(options);
  }
}
