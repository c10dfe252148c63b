package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;

/// (input − target)²: `loss.call(input, target)`. **Source**: torch.nn.MSELoss.
public final class MSELoss extends Layer {
  private final LossReduction reduction;

  /// Creates it with the mean.
  public MSELoss() {
    this(LossReduction.MEAN);
  }

  /// Creates it with another reduction.
  public MSELoss(LossReduction reduction) {
    this.reduction = reduction;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target");
    return Gradus.mseLoss(x[0], x[1], reduction);
  }
}
