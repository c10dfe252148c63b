package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.NormOptions;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The last dimensions of mean 0 and variance 1, then weighed. **Source**: torch.nn.LayerNorm; Ba
/// et al. 2016.
public final class LayerNorm extends Layer {
  private final long[] shape;
  private final LayerNormSettings settings;

  /// Creates it for last dimensions of these sizes.
  public LayerNorm(long... normalizedShape) {
    this(normalizedShape, LayerNormSettings.DEFAULT);
  }

  /// Creates it for the last dimension, with settings.
  public LayerNorm(long size, LayerNormSettings settings) {
    this(new long[] {size}, settings);
  }

  /// Creates it with settings.
  public LayerNorm(long[] normalizedShape, LayerNormSettings settings) {
    this.shape = normalizedShape.clone();
    this.settings = settings;
    boolean affine = settings.elementwiseAffine();
    parameter("weight", affine, () -> Gradus.empty(shape));
    parameter("bias", affine && settings.bias(), () -> Gradus.empty(shape));
    resetParameters();
  }

  /// Starts anew.
  public void resetParameters() {
    Tensor weight = weight();
    Tensor bias = bias();
    if (weight != null) {
      Init.ones_(weight);
    }
    if (bias != null) {
      Init.zeros_(bias);
    }
  }

  /// What is multiplied with, or null.
  public @Nullable Tensor weight() {
    return getOrNull("weight");
  }

  /// What is added, or null.
  public @Nullable Tensor bias() {
    return getOrNull("bias");
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.layerNorm(x, shape, new NormOptions(weight(), bias(), settings.eps()));
  }

  @Override
  public String extraRepr() {
    return "%s, eps=%s, elementwise_affine=%s, bias=%s"
        .formatted(
            LayerText.tuple(shape),
            LayerText.of(settings.eps()),
            LayerText.of(settings.elementwiseAffine()),
            LayerText.of(settings.elementwiseAffine() && settings.bias()));
  }
}
