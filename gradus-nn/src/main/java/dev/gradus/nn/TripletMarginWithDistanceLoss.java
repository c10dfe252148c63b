package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.TripletMarginOptions;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// Distances of your own kind that should be smaller than others: `loss.call(anchor, positive,
/// negative)`. **Source**: torch.nn.TripletMarginWithDistanceLoss.
public final class TripletMarginWithDistanceLoss extends Layer {
  private final BinaryOperator<Tensor> distance;
  private final TripletMarginOptions options;

  /// Creates it with the Euclidean distance.
  public TripletMarginWithDistanceLoss() {
    this(null);
  }

  /// Creates it with a distance, or null for the Euclidean one.
  public TripletMarginWithDistanceLoss(@Nullable BinaryOperator<Tensor> distance) {
    this(distance, TripletMarginOptions.DEFAULT);
  }

  /// Creates it with options, of which `p` and `eps` do not apply. **Errors**: a margin that is not
  /// above 0.
  public TripletMarginWithDistanceLoss(
      @Nullable BinaryOperator<Tensor> distance, TripletMarginOptions options) {
    this.distance =
        distance == null ? layer("distance_function", new PairwiseDistance())::call : distance;
    this.options = options;
    TripletMarginLoss.checkMargin("TripletMarginWithDistanceLoss", options);
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "anchor", "positive", "negative");
    return Gradus.tripletMarginWithDistanceLoss(x[0], x[1], x[2], distance, options);
  }
}
