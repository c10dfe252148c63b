package dev.gradus.nn;

import dev.gradus.Tensor;

/// The first half of a dimension times the logistic function of the second. **Source**:
/// torch.nn.GLU.
public final class GLU extends Layer {
  private final int dim;

  /// Creates it with dimension -1.
  public GLU() {
    this(-1);
  }

  /// Creates it.
  public GLU(int dim) {
    this.dim = dim;
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.glu(dim);
  }

  @Override
  public String extraRepr() {
    return "dim=" + dim;
  }
}
