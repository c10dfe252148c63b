package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The last dimensions divided by the root of their mean square, then weighed. **Source**:
/// torch.nn.RMSNorm; Zhang and Sennrich 2019.
public final class RMSNorm extends Layer {
  private final long[] shape;
  private final @Nullable Double eps;
  private final boolean affine;

  /// Creates it for last dimensions of these sizes.
  public RMSNorm(long... normalizedShape) {
    this(normalizedShape, null, true);
  }

  /// Creates it.
  ///
  /// @param eps what is added to mean squares; null for the distance from 1 to the next number
  /// @param affine whether elements are then weighed by trained numbers
  public RMSNorm(long[] normalizedShape, @Nullable Double eps, boolean affine) {
    this.shape = normalizedShape.clone();
    this.eps = eps;
    this.affine = affine;
    parameter("weight", affine, () -> Gradus.empty(shape));
    resetParameters();
  }

  /// Starts anew.
  public void resetParameters() {
    Tensor weight = weight();
    if (weight != null) {
      Init.ones_(weight);
    }
  }

  /// What is multiplied with, or null.
  public @Nullable Tensor weight() {
    return getOrNull("weight");
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.rmsNorm(x, shape, weight(), eps);
  }

  @Override
  public String extraRepr() {
    return "%s, eps=%s, elementwise_affine=%s"
        .formatted(
            LayerText.tuple(shape), eps == null ? "None" : LayerText.of(eps), LayerText.of(affine));
  }
}
