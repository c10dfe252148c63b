package dev.gradus.nn;

import dev.gradus.Tensor;

/// x / 6 + 1 / 2 between 0 and 1. **Source**: torch.nn.Hardsigmoid.
public final class Hardsigmoid extends Layer {
  private final boolean inPlace;

  /// Creates it.
  public Hardsigmoid() {
    this(false);
  }

  /// Creates it; in place, it overwrites its input.
  public Hardsigmoid(boolean inPlace) {
    this.inPlace = inPlace;
  }

  @Override
  public Tensor forward(Tensor x) {
    return inPlace ? x.hardsigmoid_() : x.hardsigmoid();
  }
}
