package dev.gradus.nn;

import dev.gradus.Tensor;

/// x − tanh(x). **Source**: torch.nn.Tanhshrink.
public final class Tanhshrink extends Layer {
  /// Creates it.
  public Tanhshrink() {}

  @Override
  public Tensor forward(Tensor x) {
    return x.tanhshrink();
  }
}
