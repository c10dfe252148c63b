package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.MultiMarginOptions;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;

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

  /// Creates it with options; weights are a buffer of the layer. **Errors**: a power other than 1
  /// and 2, weights that are no vector.
  public MultiMarginLoss(MultiMarginOptions options) {
    if (options.p() != 1 && options.p() != 2) {
      throw new GradusArgumentException(
          "only p == 1 and p == 2 supported\nMultiMarginLoss: got p = " + options.p() + ".");
    }
    Tensor weight = options.weight();
    if (weight != null && weight.dim() != 1) {
      throw new GradusArgumentException(
          "MultiMarginLoss: the weights have shape "
              + weight.sizeText()
              + "; they are one number for each class.");
    }
    this.options = options;
    weightBuffer(weight);
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target");
    return Gradus.multiMarginLoss(x[0], x[1], options.withWeight(getOrNull("weight")));
  }
}
