package dev.gradus.nn;

import dev.gradus.GaussianNllOptions;
import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;

/// The negative log-likelihood under normal distributions: `loss.call(input, target, var)`.
/// **Source**: torch.nn.GaussianNLLLoss.
public final class GaussianNLLLoss extends Layer {
  private final GaussianNllOptions options;

  /// Creates it with the mean.
  public GaussianNLLLoss() {
    this(GaussianNllOptions.DEFAULT);
  }

  /// Creates it with another reduction.
  public GaussianNLLLoss(LossReduction reduction) {
    this(GaussianNllOptions.DEFAULT.withReduction(reduction));
  }

  /// Creates it with options.
  public GaussianNLLLoss(GaussianNllOptions options) {
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target", "var");
    return Gradus.gaussianNllLoss(x[0], x[1], x[2], options);
  }
}
