package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;

/// log(1 + exp(−target · input)): `loss.call(input, target)`. **Source**: torch.nn.SoftMarginLoss.
public final class SoftMarginLoss extends Layer {
  private final LossReduction reduction;

  /// Creates it with the mean.
  public SoftMarginLoss() {
    this(LossReduction.MEAN);
  }

  /// Creates it.
  public SoftMarginLoss(LossReduction reduction) {
    this.reduction = reduction;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target");
    return Gradus.softMarginLoss(x[0], x[1], reduction);
  }
}
