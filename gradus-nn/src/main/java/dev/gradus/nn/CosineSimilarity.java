package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// The cosine of the angle between vectors: `similarity.call(x1, x2)`. **Source**:
/// torch.nn.CosineSimilarity.
public final class CosineSimilarity extends Layer {
  private final int dim;
  private final double eps;

  /// Creates it along dimension 1.
  public CosineSimilarity() {
    this(1, 1e-8);
  }

  /// Creates it along a dimension; lengths count as `eps` at least.
  public CosineSimilarity(int dim, double eps) {
    this.dim = dim;
    this.eps = eps;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "x1", "x2");
    return Gradus.cosineSimilarity(x[0], x[1], dim, eps);
  }
}
