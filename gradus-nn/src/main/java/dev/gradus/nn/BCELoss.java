package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The cross entropy of probabilities of two classes: `loss.call(input, target)`. **Source**:
/// torch.nn.BCELoss.
public final class BCELoss extends Layer {
  private final LossReduction reduction;

  /// Creates it with the mean.
  public BCELoss() {
    this(LossReduction.MEAN);
  }

  /// Creates it with another reduction.
  public BCELoss(LossReduction reduction) {
    this(null, reduction);
  }

  /// Creates it with weights, or null, which are a buffer of the layer.
  public BCELoss(@Nullable Tensor weight, LossReduction reduction) {
    this.reduction = reduction;
    weightBuffer(weight);
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target");
    return Gradus.binaryCrossEntropy(x[0], x[1], getOrNull("weight"), reduction);
  }
}
