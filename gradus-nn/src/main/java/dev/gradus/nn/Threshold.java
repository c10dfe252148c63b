package dev.gradus.nn;

import dev.gradus.Tensor;

/// x where it is above a threshold, else a value. **Source**: torch.nn.Threshold.
public final class Threshold extends Layer {
  private final double threshold;
  private final double value;
  private final boolean inPlace;

  /// Creates it.
  public Threshold(double threshold, double value) {
    this(threshold, value, false);
  }

  /// Creates it; in place, it overwrites its input.
  public Threshold(double threshold, double value, boolean inPlace) {
    this.threshold = threshold;
    this.value = value;
    this.inPlace = inPlace;
  }

  @Override
  public Tensor forward(Tensor x) {
    return inPlace ? x.threshold_(threshold, value) : x.threshold(threshold, value);
  }

  @Override
  public String extraRepr() {
    return "threshold="
        + LayerText.whole(threshold)
        + ", value="
        + LayerText.whole(value)
        + (inPlace ? ", inplace=True" : "");
  }
}
