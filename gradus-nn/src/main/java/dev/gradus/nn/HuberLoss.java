package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.HuberOptions;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;

/// A square up to delta and a line beyond: `loss.call(input, target)`. **Source**:
/// torch.nn.HuberLoss.
public final class HuberLoss extends Layer {
  private final HuberOptions options;

  /// Creates it with the mean.
  public HuberLoss() {
    this(HuberOptions.DEFAULT);
  }

  /// Creates it with another reduction.
  public HuberLoss(LossReduction reduction) {
    this(HuberOptions.DEFAULT.withReduction(reduction));
  }

  /// Creates it with options.
  public HuberLoss(HuberOptions options) {
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target");
    return Gradus.huberLoss(x[0], x[1], options);
  }
}
