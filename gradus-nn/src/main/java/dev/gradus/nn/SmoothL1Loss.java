package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;

/// A square near 0 and a line farther off: `loss.call(input, target)`. **Source**:
/// torch.nn.SmoothL1Loss.
public final class SmoothL1Loss extends Layer {
  private final double beta;
  private final LossReduction reduction;

  /// Creates it with beta 1 and the mean.
  public SmoothL1Loss() {
    this(1, LossReduction.MEAN);
  }

  /// Creates it with another reduction.
  public SmoothL1Loss(LossReduction reduction) {
    this(1, reduction);
  }

  /// Creates it.
  public SmoothL1Loss(double beta, LossReduction reduction) {
    this.beta = beta;
    this.reduction = reduction;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target");
    return Gradus.smoothL1Loss(x[0], x[1], beta, reduction);
  }
}
