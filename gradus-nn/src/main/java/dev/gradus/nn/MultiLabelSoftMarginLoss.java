package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The cross entropy of scores of several classes that exclude nothing: `loss.call(input, target)`.
/// **Source**: torch.nn.MultiLabelSoftMarginLoss.
public final class MultiLabelSoftMarginLoss extends Layer {
  private final LossReduction reduction;

  /// Creates it with the mean.
  public MultiLabelSoftMarginLoss() {
    this(LossReduction.MEAN);
  }

  /// Creates it with another reduction.
  public MultiLabelSoftMarginLoss(LossReduction reduction) {
    this(null, reduction);
  }

  /// Creates it with weights, or null, which are a buffer of the layer.
  public MultiLabelSoftMarginLoss(@Nullable Tensor weight, LossReduction reduction) {
    this.reduction = reduction;
    weightBuffer(weight);
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target");
    return Gradus.multilabelSoftMarginLoss(x[0], x[1], getOrNull("weight"), reduction);
  }
}
