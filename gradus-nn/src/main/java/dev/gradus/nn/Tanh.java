package dev.gradus.nn;

import dev.gradus.Tensor;

/// The hyperbolic tangent. **Source**: torch.nn.Tanh.
public final class Tanh extends Layer {
  /// Creates it.
  public Tanh() {}

  @Override
  public Tensor forward(Tensor x) {
    return x.tanh();
  }
}
