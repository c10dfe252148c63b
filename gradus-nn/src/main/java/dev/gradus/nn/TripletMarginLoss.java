package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;
import dev.gradus.TripletMarginOptions;
import dev.gradus.error.GradusArgumentException;

/// Distances that should be smaller than others: `loss.call(anchor, positive, negative)`.
/// **Source**: torch.nn.TripletMarginLoss.
public final class TripletMarginLoss extends Layer {
  private final TripletMarginOptions options;

  /// Creates it with the mean.
  public TripletMarginLoss() {
    this(TripletMarginOptions.DEFAULT);
  }

  /// Creates it with another reduction.
  public TripletMarginLoss(LossReduction reduction) {
    this(TripletMarginOptions.DEFAULT.withReduction(reduction));
  }

  /// Creates it with options. **Errors**: a margin that is not above 0.
  public TripletMarginLoss(TripletMarginOptions options) {
    this.options = options;
    checkMargin("TripletMarginLoss", options);
  }

  static void checkMargin(String name, TripletMarginOptions options) {
    if (!(options.margin() > 0)) {
      throw new GradusArgumentException(
          "%s: expected margin to be greater than 0, got %s instead"
              .formatted(name, LayerText.of(options.margin())));
    }
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "anchor", "positive", "negative");
    return Gradus.tripletMarginLoss(x[0], x[1], x[2], options);
  }
}
