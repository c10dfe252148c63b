package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.MultiMarginOptions;
import dev.gradus.Tensor;

/// Margins of a class against all others: `loss.call(input, target)`. **Source**:
/// torch.nn.MultiMarginLoss.
public final class MultiMarginLoss extends Layer {
  private final MultiMarginOptions options;

  /// Creates it with the mean.
  public MultiMarginLoss() {
    this(MultiMarginOptions.DEFAULT);
  }

  /// Creates it with another reduction.
  public MultiMarginLoss(LossReduction reduction) {
    this(MultiMarginOptions.DEFAULT.withReduction(reduction));
  }

  /// Creates it with options; weights are a buffer of the layer.
  public MultiMarginLoss(MultiMarginOptions options) {
    this.options = options;
    weightBuffer(options.weight());
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target");
    return Gradus.multiMarginLoss(x[0], x[1], options.withWeight(getOrNull("weight")));
  }
}
