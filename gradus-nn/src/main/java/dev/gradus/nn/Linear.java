package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import org.jspecify.annotations.Nullable;

/// x · Wᵀ + b.
///
/// **Shape**: (…, in) to (…, out); the weight is (out, in). Both start evenly distributed over ±1 /
/// √in. **Source**: torch.nn.Linear.
public final class Linear extends Layer {
  private final long in;
  private final long out;

  /// Creates it with a bias.
  public Linear(long inFeatures, long outFeatures) {
    this(inFeatures, outFeatures, true);
  }

  /// Creates it with a bias or without.
  public Linear(long inFeatures, long outFeatures, boolean bias) {
    this(inFeatures, outFeatures, bias, Gradus.getDefaultDtype());
  }

  /// Creates it with parameters of this dtype.
  public Linear(long inFeatures, long outFeatures, boolean bias, DType dtype) {
    this.in = inFeatures;
    this.out = outFeatures;
    parameter("weight", Gradus.empty(dtype, out, in));
    parameter("bias", bias, () -> Gradus.empty(dtype, out));
    resetParameters();
  }

  /// Draws the parameters anew.
  public void resetParameters() {
    Init.kaimingUniform_(weight(), Math.sqrt(5));
    Tensor bias = bias();
    if (bias != null) {
      Init.bias(bias, in);
    }
  }

  /// The factors.
  public Tensor weight() {
    return get("weight");
  }

  /// What is added, or null.
  public @Nullable Tensor bias() {
    return getOrNull("bias");
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.linear(x, weight(), bias());
  }

  @Override
  public String extraRepr() {
    return "in_features=%d, out_features=%d, bias=%s"
        .formatted(in, out, LayerText.of(bias() != null));
  }
}
