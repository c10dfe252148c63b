package dev.gradus.nn;

import dev.gradus.Tensor;

/// x where its size exceeds lambda, else 0. **Source**: torch.nn.Hardshrink.
public final class Hardshrink extends Layer {
  private final double lambda;

  /// Creates it with lambda 0.5.
  public Hardshrink() {
    this(0.5);
  }

  /// Creates it.
  public Hardshrink(double lambda) {
    this.lambda = lambda;
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.hardshrink(lambda);
  }

  @Override
  public String extraRepr() {
    return LayerText.of(lambda);
  }
}
