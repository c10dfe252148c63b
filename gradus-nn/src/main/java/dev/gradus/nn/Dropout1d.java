package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// Leaves channels of signals out by chance in training, and scales the others up. **Source**:
/// torch.nn.Dropout1d.
public final class Dropout1d extends Layer {
  private final double p;
  private final boolean inPlace;

  /// Creates it with probability 0.5.
  public Dropout1d() {
    this(0.5);
  }

  /// Creates it with this probability of leaving out.
  public Dropout1d(double p) {
    this(p, false);
  }

  /// Creates it; in place, it overwrites its input.
  public Dropout1d(double p, boolean inPlace) {
    this.p = Inputs.probability(p);
    this.inPlace = inPlace;
  }

  @Override
  public Tensor forward(Tensor x) {
    return inPlace ? Gradus.dropout1d_(x, p, training()) : Gradus.dropout1d(x, p, training());
  }

  @Override
  public String extraRepr() {
    return "p=" + LayerText.of(p) + ", inplace=" + LayerText.of(inPlace);
  }
}
