package dev.gradus.nn;

import dev.gradus.BinaryCrossEntropyOptions;
import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;

/// The cross entropy of scores of two classes: `loss.call(input, target)`. **Source**:
/// torch.nn.BCEWithLogitsLoss.
public final class BCEWithLogitsLoss extends Layer {
  private final BinaryCrossEntropyOptions options;

  /// Creates it with the mean.
  public BCEWithLogitsLoss() {
    this(BinaryCrossEntropyOptions.DEFAULT);
  }

  /// Creates it with another reduction.
  public BCEWithLogitsLoss(LossReduction reduction) {
    this(BinaryCrossEntropyOptions.DEFAULT.withReduction(reduction));
  }

  /// Creates it with options; weights are buffers of the layer.
  public BCEWithLogitsLoss(BinaryCrossEntropyOptions options) {
    this.options = options;
    weightBuffer(options.weight());
    Tensor positive = options.posWeight();
    if (positive == null) {
      noBuffer("pos_weight");
    } else {
      buffer("pos_weight", positive);
    }
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target");
    BinaryCrossEntropyOptions now =
        options.withWeight(getOrNull("weight")).withPosWeight(getOrNull("pos_weight"));
    return Gradus.binaryCrossEntropyWithLogits(x[0], x[1], now);
  }
}
