package dev.gradus.nn;

import dev.gradus.Tensor;

/// max(0, x) + min(0, alpha · (exp(x / alpha) − 1)). **Source**: torch.nn.CELU.
public final class CELU extends Layer {
  private final double alpha;
  private final boolean inPlace;

  /// Creates it with alpha 1.
  public CELU() {
    this(1);
  }

  /// Creates it.
  public CELU(double alpha) {
    this(alpha, false);
  }

  /// Creates it; in place, it overwrites its input.
  public CELU(double alpha, boolean inPlace) {
    this.alpha = alpha;
    this.inPlace = inPlace;
  }

  @Override
  public Tensor forward(Tensor x) {
    return inPlace ? x.celu_(alpha) : x.celu(alpha);
  }

  @Override
  public String extraRepr() {
    return "alpha=" + LayerText.of(alpha) + (inPlace ? ", inplace=True" : "");
  }
}
