package dev.gradus.nn;

import dev.gradus.Tensor;

/// x where it is positive, else slope · x. **Source**: torch.nn.LeakyReLU.
public final class LeakyReLU extends Layer {
  private final double slope;
  private final boolean inPlace;

  /// Creates it with the slope 0.01.
  public LeakyReLU() {
    this(0.01);
  }

  /// Creates it.
  public LeakyReLU(double slope) {
    this(slope, false);
  }

  /// Creates it; in place, it overwrites its input.
  public LeakyReLU(double slope, boolean inPlace) {
    this.slope = slope;
    this.inPlace = inPlace;
  }

  @Override
  public Tensor forward(Tensor x) {
    return inPlace ? x.leakyRelu_(slope) : x.leakyRelu(slope);
  }

  @Override
  public String extraRepr() {
    return "negative_slope=" + LayerText.of(slope) + (inPlace ? ", inplace=True" : "");
  }
}
