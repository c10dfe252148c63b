package dev.gradus.nn;

import dev.gradus.Tensor;

/// x · tanh(softplus(x)). **Source**: torch.nn.Mish.
public final class Mish extends Layer {
  private final boolean inPlace;

  /// Creates it.
  public Mish() {
    this(false);
  }

  /// Creates it; in place, it overwrites its input.
  public Mish(boolean inPlace) {
    this.inPlace = inPlace;
  }

  @Override
  public Tensor forward(Tensor x) {
    return inPlace ? x.mish_() : x.mish();
  }

  @Override
  public String extraRepr() {
    return inPlace ? "inplace=True" : "";
  }
}
