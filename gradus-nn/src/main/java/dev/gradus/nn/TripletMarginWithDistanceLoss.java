package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.TripletMarginOptions;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// Distances of your own kind that should be smaller than others: `loss.call(anchor, positive,
/// negative)`. **Source**: torch.nn.TripletMarginWithDistanceLoss.
public final class TripletMarginWithDistanceLoss extends Layer {
  private final @Nullable BinaryOperator<Tensor> distance;
  private final TripletMarginOptions options;

  /// Creates it with a distance, or null for the Euclidean one.
  public TripletMarginWithDistanceLoss(@Nullable BinaryOperator<Tensor> distance) {
    this(distance, TripletMarginOptions.DEFAULT);
  }

  /// Creates it with options, of which `p` and `eps` do not apply.
  public TripletMarginWithDistanceLoss(
      @Nullable BinaryOperator<Tensor> distance, TripletMarginOptions options) {
    this.distance = distance;
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "anchor", "positive", "negative");
    return Gradus.tripletMarginWithDistanceLoss(x[0], x[1], x[2], distance, options);
  }
}
