package dev.gradus.nn;

import dev.gradus.Tensor;

/// x · sigmoid(x). **Source**: torch.nn.SiLU.
public final class SiLU extends Layer {
  private final boolean inPlace;

  /// Creates it.
  public SiLU() {
    this(false);
  }

  /// Creates it; in place, it overwrites its input.
  public SiLU(boolean inPlace) {
    this.inPlace = inPlace;
  }

  @Override
  public Tensor forward(Tensor x) {
    return inPlace ? x.silu_() : x.silu();
  }

  @Override
  public String extraRepr() {
    return inPlace ? "inplace=True" : "";
  }
}
