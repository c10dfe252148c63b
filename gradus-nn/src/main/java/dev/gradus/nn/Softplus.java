package dev.gradus.nn;

import dev.gradus.Tensor;

/// log(1 + exp(beta · x)) / beta, and x itself where beta · x is above the threshold. **Source**:
/// torch.nn.Softplus.
public final class Softplus extends Layer {
  private final double beta;
  private final double threshold;

  /// Creates it with beta 1 and threshold 20.
  public Softplus() {
    this(1, 20);
  }

  /// Creates it.
  public Softplus(double beta, double threshold) {
    this.beta = beta;
    this.threshold = threshold;
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.softplus(beta, threshold);
  }

  @Override
  public String extraRepr() {
    return "beta=" + LayerText.of(beta) + ", threshold=" + LayerText.of(threshold);
  }
}
