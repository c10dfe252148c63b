package dev.gradus.nn;

import dev.gradus.CtcOptions;
import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;

/// The negative log-likelihood of labels over all alignments; lengths are int64 tensors:
/// `loss.call(log_probs, targets, input_lengths, target_lengths)`. **Source**: torch.nn.CTCLoss.
public final class CTCLoss extends Layer {
  private final CtcOptions options;

  /// Creates it with the mean.
  public CTCLoss() {
    this(CtcOptions.DEFAULT);
  }

  /// Creates it with another reduction.
  public CTCLoss(LossReduction reduction) {
    this(CtcOptions.DEFAULT.withReduction(reduction));
  }

  /// Creates it with options.
  public CTCLoss(CtcOptions options) {
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "log_probs", "targets", "input_lengths", "target_lengths");
    return Gradus.ctcLoss(x[0], x[1], x[2], x[3], options);
  }
}
