package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// x · Wᵀ + b.
///
/// **Shape**: (…, in) to (…, out); the weight is (out, in). Both start evenly distributed over ±1 /
/// √in. **Source**: torch.nn.Linear.
public final class Linear extends Layer {
  private static final long UNKNOWN = -1;

  private final String name;
  private final long out;
  private final boolean hasBias;
  private long in;
  private DType dtype;

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
    this("Linear", inFeatures, outFeatures, bias, dtype);
  }

  private Linear(String name, long inFeatures, long outFeatures, boolean bias, DType dtype) {
    this.name = name;
    this.in = inFeatures;
    this.out = outFeatures;
    this.hasBias = bias;
    noParameter("weight");
    noParameter("bias");
    this.dtype = dtype;
    if (in != UNKNOWN) {
      complete(in);
    }
  }

  @Override
  void converted(DType other) {
    dtype = other;
  }

  private void complete(long features) {
    in = features;
    parameter("weight", Gradus.empty(dtype, out, in));
    parameter("bias", hasBias, () -> Gradus.empty(dtype, out));
    resetParameters();
  }

  /// Creates it for as many features as its first input has. **Source**: torch.nn.LazyLinear.
  public static Linear lazy(long outFeatures, boolean bias) {
    return new Linear("Linear", UNKNOWN, outFeatures, bias, Gradus.getDefaultDtype());
  }

  @Override
  void prepareLoad(Map<String, Tensor> state, String prefix) {
    Tensor weight = state.get(prefix + "weight");
    if (in == UNKNOWN && weight != null && weight.dim() == 2) {
      complete(weight.size(1));
    }
  }

  /// The last projection of attention, which PyTorch prints under a name of its own.
  static Linear forAttention(long width, boolean bias) {
    DType dtype = Gradus.getDefaultDtype();
    return new Linear("NonDynamicallyQuantizableLinear", width, width, bias, dtype);
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
    if (in == UNKNOWN) {
      complete(x.size(-1));
    }
    return Gradus.linear(x, weight(), bias());
  }

  @Override
  protected long multiplyAdds(Tensor[] inputs, Tensor[] outputs) {
    return outputs[0].numel() * in;
  }

  @Override
  public String name() {
    return (in == UNKNOWN ? "Lazy" : "") + name;
  }

  @Override
  public String extraRepr() {
    return "in_features=%d, out_features=%d, bias=%s"
        .formatted(Math.max(in, 0), out, LayerText.of(hasBias));
  }
}
