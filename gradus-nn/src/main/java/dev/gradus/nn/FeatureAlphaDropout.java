package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// Leaves channels out by chance in training so that mean and variance stay, for selu. **Source**:
/// torch.nn.FeatureAlphaDropout.
public final class FeatureAlphaDropout extends Layer {
  private final double p;
  private final boolean inPlace;

  /// Creates it with probability 0.5.
  public FeatureAlphaDropout() {
    this(0.5);
  }

  /// Creates it with this probability of leaving out.
  public FeatureAlphaDropout(double p) {
    this(p, false);
  }

  /// Creates it; in place, it overwrites its input.
  public FeatureAlphaDropout(double p, boolean inPlace) {
    this.p = Inputs.probability(p);
    this.inPlace = inPlace;
  }

  @Override
  public Tensor forward(Tensor x) {
    return inPlace
        ? Gradus.featureAlphaDropout_(x, p, training())
        : Gradus.featureAlphaDropout(x, p, training());
  }

  @Override
  public String extraRepr() {
    return "p=" + LayerText.of(p) + ", inplace=" + LayerText.of(inPlace);
  }
}
