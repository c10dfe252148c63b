package dev.gradus.nn;

import dev.gradus.Tensor;

/// 1 / (1 + exp(−x)). **Source**: torch.nn.Sigmoid.
public final class Sigmoid extends Layer {
  /// Creates it.
  public Sigmoid() {}

  @Override
  public Tensor forward(Tensor x) {
    return x.sigmoid();
  }
}
