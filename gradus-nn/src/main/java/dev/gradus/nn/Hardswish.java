package dev.gradus.nn;

import dev.gradus.Tensor;

/// x · hardsigmoid(x). **Source**: torch.nn.Hardswish.
public final class Hardswish extends Layer {
  private final boolean inPlace;

  /// Creates it.
  public Hardswish() {
    this(false);
  }

  /// Creates it; in place, it overwrites its input.
  public Hardswish(boolean inPlace) {
    this.inPlace = inPlace;
  }

  @Override
  public Tensor forward(Tensor x) {
    return inPlace ? x.hardswish_() : x.hardswish();
  }
}
