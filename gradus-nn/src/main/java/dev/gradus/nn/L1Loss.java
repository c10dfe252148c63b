package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;

/// |input − target|: `loss.call(input, target)`. **Source**: torch.nn.L1Loss.
public final class L1Loss extends Layer {
  private final LossReduction reduction;

  /// Creates it with the mean.
  public L1Loss() {
    this(LossReduction.MEAN);
  }

  /// Creates it.
  public L1Loss(LossReduction reduction) {
    this.reduction = reduction;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target");
    return Gradus.l1Loss(x[0], x[1], reduction);
  }
}
