package dev.gradus.nn;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;

/// x between two limits. **Source**: torch.nn.Hardtanh.
public final class Hardtanh extends Layer {
  private final double min;
  private final double max;
  private final boolean inPlace;

  /// Creates it with the limits −1 and 1.
  public Hardtanh() {
    this(-1, 1);
  }

  /// Creates it. **Errors**: limits that leave nothing between them.
  public Hardtanh(double min, double max) {
    this(min, max, false);
  }

  /// Creates it; in place, it overwrites its input.
  public Hardtanh(double min, double max, boolean inPlace) {
    if (!(max > min)) {
      throw new GradusArgumentException(
          "Hardtanh: the limits are %s and %s; the second is to be larger."
              .formatted(LayerText.of(min), LayerText.of(max)));
    }
    this.min = min;
    this.max = max;
    this.inPlace = inPlace;
  }

  @Override
  public Tensor forward(Tensor x) {
    return inPlace ? x.hardtanh_(min, max) : x.hardtanh(min, max);
  }

  @Override
  public String extraRepr() {
    return "min_val="
        + LayerText.of(min)
        + ", max_val="
        + LayerText.of(max)
        + (inPlace ? ", inplace=True" : "");
  }
}
