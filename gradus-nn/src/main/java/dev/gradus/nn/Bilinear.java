package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// x1ᵀ · W · x2 + b: `bilinear.call(x1, x2)`.
///
/// **Shape**: (…, in1), (…, in2) to (…, out); the weight is (out, in1, in2). Both start evenly
/// distributed over ±1 / √in1. **Source**: torch.nn.Bilinear.
public final class Bilinear extends Layer {
  private final long in1;
  private final long in2;
  private final long out;
  private final boolean hasBias;

  /// Creates it with a bias.
  public Bilinear(long in1, long in2, long out) {
    this(in1, in2, out, true);
  }

  /// Creates it with a bias or without.
  public Bilinear(long in1, long in2, long out, boolean bias) {
    if (in1 <= 0) {
      throw new GradusArgumentException("in1_features must be > 0, but got " + in1);
    }
    this.in1 = in1;
    this.in2 = in2;
    this.out = out;
    this.hasBias = bias;
    parameter("weight", Gradus.empty(out, in1, in2));
    parameter("bias", bias, () -> Gradus.empty(out));
    resetParameters();
  }

  /// Draws the parameters anew.
  public void resetParameters() {
    Init.bias(weight(), in1);
    Tensor bias = bias();
    if (bias != null) {
      Init.bias(bias, in1);
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
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input1", "input2");
    return Gradus.bilinear(x[0], x[1], weight(), bias());
  }

  @Override
  protected long multiplyAdds(Tensor[] inputs, Tensor[] outputs) {
    return outputs[0].numel() * in1 * in2;
  }

  @Override
  public String extraRepr() {
    return "in1_features=%d, in2_features=%d, out_features=%d, bias=%s"
        .formatted(in1, in2, out, LayerText.of(hasBias));
  }
}
