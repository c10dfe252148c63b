package dev.gradus.nn;

import dev.gradus.Tensor;

/// x between 0 and 6. **Source**: torch.nn.ReLU6.
public final class ReLU6 extends Layer {
  private final boolean inPlace;

  /// Creates it.
  public ReLU6() {
    this(false);
  }

  /// Creates it; in place, it overwrites its input.
  public ReLU6(boolean inPlace) {
    this.inPlace = inPlace;
  }

  @Override
  public Tensor forward(Tensor x) {
    return inPlace ? x.relu6_() : x.relu6();
  }

  @Override
  public String extraRepr() {
    return inPlace ? "inplace=True" : "";
  }
}
