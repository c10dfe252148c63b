package dev.gradus.nn;

import dev.gradus.Tensor;

/// max(0, x). **Source**: torch.nn.ReLU.
public final class ReLU extends Layer {
  private final boolean inPlace;

  /// Creates it.
  public ReLU() {
    this(false);
  }

  /// Creates it; in place, it overwrites its input.
  public ReLU(boolean inPlace) {
    this.inPlace = inPlace;
  }

  @Override
  public Tensor forward(Tensor x) {
    return inPlace ? x.relu_() : x.relu();
  }

  @Override
  public String extraRepr() {
    return inPlace ? "inplace=True" : "";
  }
}
