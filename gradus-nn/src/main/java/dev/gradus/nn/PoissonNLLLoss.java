package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.PoissonNllOptions;
import dev.gradus.Tensor;

/// The negative log-likelihood of counts: `loss.call(log_input, target)`. **Source**:
/// torch.nn.PoissonNLLLoss.
public final class PoissonNLLLoss extends Layer {
  private final PoissonNllOptions options;

  /// Creates it with the mean.
  public PoissonNLLLoss() {
    this(PoissonNllOptions.DEFAULT);
  }

  /// Creates it with another reduction.
  public PoissonNLLLoss(LossReduction reduction) {
    this(PoissonNllOptions.DEFAULT.withReduction(reduction));
  }

  /// Creates it with options.
  public PoissonNLLLoss(PoissonNllOptions options) {
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "log_input", "target");
    return Gradus.poissonNllLoss(x[0], x[1], options);
  }
}
