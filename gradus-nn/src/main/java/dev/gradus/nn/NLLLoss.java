package dev.gradus.nn;

import dev.gradus.CrossEntropyOptions;
import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;

/// The negative log-likelihood of classes: `loss.call(input, target)`. **Source**:
/// torch.nn.NLLLoss.
public final class NLLLoss extends Layer {
  private final CrossEntropyOptions options;

  /// Creates it with the mean.
  public NLLLoss() {
    this(CrossEntropyOptions.DEFAULT);
  }

  /// Creates it with another reduction.
  public NLLLoss(LossReduction reduction) {
    this(CrossEntropyOptions.DEFAULT.withReduction(reduction));
  }

  /// Creates it with options; weights are a buffer of the layer.
  public NLLLoss(CrossEntropyOptions options) {
    this.options = options;
    weightBuffer(options.weight());
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target");
    return Gradus.nllLoss(x[0], x[1], options.withWeight(getOrNull("weight")));
  }
}
