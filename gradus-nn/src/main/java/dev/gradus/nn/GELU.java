package dev.gradus.nn;

import dev.gradus.Tensor;

/// x · Φ(x), exactly or approximated with the hyperbolic tangent. **Source**: torch.nn.GELU.
public final class GELU extends Layer {
  private final boolean tanh;

  /// Creates the exact one.
  public GELU() {
    this(false);
  }

  /// Creates the exact one, or the one with the hyperbolic tangent.
  public GELU(boolean tanhApproximation) {
    this.tanh = tanhApproximation;
  }

  @Override
  public Tensor forward(Tensor x) {
    return tanh ? x.geluTanh() : x.gelu();
  }

  @Override
  public String extraRepr() {
    return "approximate='" + (tanh ? "tanh" : "none") + "'";
  }
}
