package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.KlDivReduction;
import dev.gradus.Tensor;

/// The Kullback-Leibler divergence of log-probabilities from a target: `loss.call(input, target)`.
/// **Source**: torch.nn.KLDivLoss.
public final class KLDivLoss extends Layer {
  private final KlDivReduction reduction;
  private final boolean logTarget;

  /// Creates it with the mean over all elements.
  public KLDivLoss() {
    this(KlDivReduction.MEAN);
  }

  /// Creates it with another reduction.
  public KLDivLoss(KlDivReduction reduction) {
    this(reduction, false);
  }

  /// Creates it for targets that are probabilities, or logarithms of them.
  public KLDivLoss(KlDivReduction reduction, boolean logTarget) {
    this.reduction = reduction;
    this.logTarget = logTarget;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target");
    return Gradus.klDiv(x[0], x[1], reduction, logTarget);
  }
}
