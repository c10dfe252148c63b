package dev.gradus.nn;

import dev.gradus.Tensor;

/// x moved towards 0 by lambda. **Source**: torch.nn.Softshrink.
public final class Softshrink extends Layer {
  private final double lambda;

  /// Creates it with lambda 0.5.
  public Softshrink() {
    this(0.5);
  }

  /// Creates it.
  public Softshrink(double lambda) {
    this.lambda = lambda;
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.softshrink(lambda);
  }

  @Override
  public String extraRepr() {
    return LayerText.of(lambda);
  }
}
