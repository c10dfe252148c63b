package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// x where it is positive, else slope · x with slopes drawn in training, and the middle slope
/// otherwise. **Source**: torch.nn.RReLU.
public final class RReLU extends Layer {
  private final double lower;
  private final double upper;
  private final boolean inPlace;

  /// Creates it with slopes between 1/8 and 1/3.
  public RReLU() {
    this(1.0 / 8, 1.0 / 3);
  }

  /// Creates it with slopes between two bounds.
  public RReLU(double lower, double upper) {
    this(lower, upper, false);
  }

  /// Creates it; in place, it overwrites its input.
  public RReLU(double lower, double upper, boolean inPlace) {
    this.lower = lower;
    this.upper = upper;
    this.inPlace = inPlace;
  }

  @Override
  public Tensor forward(Tensor x) {
    return inPlace
        ? Gradus.rrelu_(x, lower, upper, training())
        : Gradus.rrelu(x, lower, upper, training());
  }

  @Override
  public String extraRepr() {
    return "lower=%s, upper=%s%s"
        .formatted(LayerText.of(lower), LayerText.of(upper), inPlace ? ", inplace=True" : "");
  }
}
