package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;

/// Which of two inputs should be the larger: `loss.call(input1, input2, target)`. **Source**:
/// torch.nn.MarginRankingLoss.
public final class MarginRankingLoss extends Layer {
  private final double margin;
  private final LossReduction reduction;

  /// Creates it with margin 0 and the mean.
  public MarginRankingLoss() {
    this(0, LossReduction.MEAN);
  }

  /// Creates it with another reduction.
  public MarginRankingLoss(LossReduction reduction) {
    this(0, reduction);
  }

  /// Creates it.
  public MarginRankingLoss(double margin, LossReduction reduction) {
    this.margin = margin;
    this.reduction = reduction;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input1", "input2", "target");
    return Gradus.marginRankingLoss(x[0], x[1], x[2], margin, reduction);
  }
}
