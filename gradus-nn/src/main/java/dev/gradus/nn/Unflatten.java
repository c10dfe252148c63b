package dev.gradus.nn;

import dev.gradus.Tensor;

/// Makes several dimensions of one. **Source**: torch.nn.Unflatten.
public final class Unflatten extends Layer {
  private final int dim;
  private final long[] sizes;

  /// Creates it for a dimension that becomes dimensions of these sizes.
  public Unflatten(int dim, long... sizes) {
    this.dim = dim;
    this.sizes = sizes.clone();
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.unflatten(dim, sizes);
  }

  @Override
  public String extraRepr() {
    return "dim=" + dim + ", unflattened_size=" + LayerText.tuple(sizes);
  }
}
