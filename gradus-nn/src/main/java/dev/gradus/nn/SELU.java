package dev.gradus.nn;

import dev.gradus.Tensor;

/// The self-normalising exponential unit. **Source**: torch.nn.SELU.
public final class SELU extends Layer {
  private final boolean inPlace;

  /// Creates it.
  public SELU() {
    this(false);
  }

  /// Creates it; in place, it overwrites its input.
  public SELU(boolean inPlace) {
    this.inPlace = inPlace;
  }

  @Override
  public Tensor forward(Tensor x) {
    return inPlace ? x.selu_() : x.selu();
  }

  @Override
  public String extraRepr() {
    return inPlace ? "inplace=True" : "";
  }
}
