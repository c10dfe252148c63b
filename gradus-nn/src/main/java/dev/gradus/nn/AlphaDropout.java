package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// Leaves elements out by chance in training so that mean and variance stay, for selu. **Source**:
/// torch.nn.AlphaDropout.
public final class AlphaDropout extends Layer {
  private final double p;
  private final boolean inPlace;

  /// Creates it with probability 0.5.
  public AlphaDropout() {
    this(0.5);
  }

  /// Creates it with this probability of leaving out.
  public AlphaDropout(double p) {
    this(p, false);
  }

  /// Creates it; in place, it overwrites its input.
  public AlphaDropout(double p, boolean inPlace) {
    this.p = Inputs.probability(p);
    this.inPlace = inPlace;
  }

  @Override
  public Tensor forward(Tensor x) {
    return inPlace ? Gradus.alphaDropout_(x, p, training()) : Gradus.alphaDropout(x, p, training());
  }

  @Override
  public String extraRepr() {
    return "p=" + LayerText.of(p) + ", inplace=" + LayerText.of(inPlace);
  }
}
