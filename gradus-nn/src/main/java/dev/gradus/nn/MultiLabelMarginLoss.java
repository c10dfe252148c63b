package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;

/// Margins of several classes against all others: `loss.call(input, target)`. **Source**:
/// torch.nn.MultiLabelMarginLoss.
public final class MultiLabelMarginLoss extends Layer {
  private final LossReduction reduction;

  /// Creates it with the mean.
  public MultiLabelMarginLoss() {
    this(LossReduction.MEAN);
  }

  /// Creates it.
  public MultiLabelMarginLoss(LossReduction reduction) {
    this.reduction = reduction;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target");
    return Gradus.multilabelMarginLoss(x[0], x[1], reduction);
  }
}
