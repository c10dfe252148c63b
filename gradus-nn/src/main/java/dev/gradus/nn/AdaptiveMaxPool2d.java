package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.ValuesAndIndices;

/// The largest element of each of as many windows as the result has places. **Shape**: (N, C, H, W)
/// or without N. **Source**: torch.nn.AdaptiveMaxPool2d.
public final class AdaptiveMaxPool2d extends Layer {
  private final long[] size;

  /// Creates it for a result of these sizes, or one for all; [Gradus#SAME_SIZE] for that of the
  /// input.
  public AdaptiveMaxPool2d(long... size) {
    this.size = size.clone();
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.adaptiveMaxPool2d(x, size);
  }

  /// The largest elements and where they were.
  public ValuesAndIndices withIndices(Tensor x) {
    Tensor[] found = run(in -> Inputs.array(Gradus.adaptiveMaxPool2dWithIndices(in[0], size)), x);
    return new ValuesAndIndices(found[0], found[1]);
  }

  @Override
  public String extraRepr() {
    return "output_size=" + PoolText.sizes(size);
  }
}
