package dev.gradus.nn;

import dev.gradus.CrossEntropyOptions;
import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;

/// The cross entropy of scores against classes or probabilities of classes: `loss.call(input,
/// target)`. **Source**: torch.nn.CrossEntropyLoss.
public final class CrossEntropyLoss extends Layer {
  private final CrossEntropyOptions options;

  /// Creates it with the mean.
  public CrossEntropyLoss() {
    this(CrossEntropyOptions.DEFAULT);
  }

  /// Creates it with another reduction.
  public CrossEntropyLoss(LossReduction reduction) {
    this(CrossEntropyOptions.DEFAULT.withReduction(reduction));
  }

  /// Creates it with options; weights are a buffer of the layer.
  public CrossEntropyLoss(CrossEntropyOptions options) {
    this.options = options;
    weightBuffer(options.weight());
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target");
    return Gradus.crossEntropy(x[0], x[1], options.withWeight(getOrNull("weight")));
  }
}
