package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;

/// The input where the target is 1, an open margin where it is −1: `loss.call(input, target)`.
/// **Source**: torch.nn.HingeEmbeddingLoss.
public final class HingeEmbeddingLoss extends Layer {
  private final double margin;
  private final LossReduction reduction;

  /// Creates it with margin 1 and the mean.
  public HingeEmbeddingLoss() {
    this(1, LossReduction.MEAN);
  }

  /// Creates it with another reduction.
  public HingeEmbeddingLoss(LossReduction reduction) {
    this(1, reduction);
  }

  /// Creates it.
  public HingeEmbeddingLoss(double margin, LossReduction reduction) {
    this.margin = margin;
    this.reduction = reduction;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target");
    return Gradus.hingeEmbeddingLoss(x[0], x[1], margin, reduction);
  }
}
