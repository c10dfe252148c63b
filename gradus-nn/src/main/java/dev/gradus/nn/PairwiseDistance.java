package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// The distance between vectors along the last dimension: `distance.call(x1, x2)`. **Source**:
/// torch.nn.PairwiseDistance.
public final class PairwiseDistance extends Layer {
  private final double p;
  private final double eps;
  private final boolean keepDim;

  /// Creates the Euclidean one.
  public PairwiseDistance() {
    this(2, 1e-6, false);
  }

  /// Creates it.
  ///
  /// @param p the order of the norm
  /// @param eps what is added to differences
  /// @param keepDim whether the last dimension stays, with size 1
  public PairwiseDistance(double p, double eps, boolean keepDim) {
    this.p = p;
    this.eps = eps;
    this.keepDim = keepDim;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "x1", "x2");
    return Gradus.pairwiseDistance(x[0], x[1], p, eps, keepDim);
  }
}
