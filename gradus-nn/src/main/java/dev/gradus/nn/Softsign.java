package dev.gradus.nn;

import dev.gradus.Tensor;

/// x / (1 + |x|). **Source**: torch.nn.Softsign.
public final class Softsign extends Layer {
  /// Creates it.
  public Softsign() {}

  @Override
  public Tensor forward(Tensor x) {
    return x.softsign();
  }
}
