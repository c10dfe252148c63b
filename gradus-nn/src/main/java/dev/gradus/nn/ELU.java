package dev.gradus.nn;

import dev.gradus.Tensor;

/// x where it is positive, else alpha · (exp(x) − 1). **Source**: torch.nn.ELU.
public final class ELU extends Layer {
  private final double alpha;
  private final boolean inPlace;

  /// Creates it with alpha 1.
  public ELU() {
    this(1);
  }

  /// Creates it.
  public ELU(double alpha) {
    this(alpha, false);
  }

  /// Creates it; in place, it overwrites its input.
  public ELU(double alpha, boolean inPlace) {
    this.alpha = alpha;
    this.inPlace = inPlace;
  }

  @Override
  public Tensor forward(Tensor x) {
    return inPlace ? x.elu_(alpha) : x.elu(alpha);
  }

  @Override
  public String extraRepr() {
    return "alpha=" + LayerText.of(alpha) + (inPlace ? ", inplace=True" : "");
  }
}
