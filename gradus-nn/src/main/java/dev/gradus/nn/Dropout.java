package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// Leaves elements out by chance in training, and scales the others up. **Source**:
/// torch.nn.Dropout.
public final class Dropout extends Layer {
  private final double p;
  private final boolean inPlace;

  /// Creates it with probability 0.5.
  public Dropout() {
    this(0.5);
  }

  /// Creates it with this probability of leaving out.
  public Dropout(double p) {
    this(p, false);
  }

  /// Creates it; in place, it overwrites its input.
  public Dropout(double p, boolean inPlace) {
    this.p = Inputs.probability(p);
    this.inPlace = inPlace;
  }

  @Override
  public Tensor forward(Tensor x) {
    return inPlace ? Gradus.dropout_(x, p, training()) : Gradus.dropout(x, p, training());
  }

  @Override
  public String extraRepr() {
    return "p=" + LayerText.of(p) + ", inplace=" + LayerText.of(inPlace);
  }
}
