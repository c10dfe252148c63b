package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;

/// Cosines of angles that should be small or large: `loss.call(input1, input2, target)`.
/// **Source**: torch.nn.CosineEmbeddingLoss.
public final class CosineEmbeddingLoss extends Layer {
  private final double margin;
  private final LossReduction reduction;

  /// Creates it with margin 0 and the mean.
  public CosineEmbeddingLoss() {
    this(0, LossReduction.MEAN);
  }

  /// Creates it with another reduction.
  public CosineEmbeddingLoss(LossReduction reduction) {
    this(0, reduction);
  }

  /// Creates it.
  public CosineEmbeddingLoss(double margin, LossReduction reduction) {
    this.margin = margin;
    this.reduction = reduction;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input1", "input2", "target");
    return Gradus.cosineEmbeddingLoss(x[0], x[1], x[2], margin, reduction);
  }
}
