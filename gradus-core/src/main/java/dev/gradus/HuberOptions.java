package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of `huberLoss`.
///
/// @param delta where the square ends and the line begins
/// @param weight the weight of every element, or null
/// @param reduction what is done with the losses
public record HuberOptions(double delta, @Nullable Tensor weight, LossReduction reduction) {
  /// 1, no weights, the mean.
  public static final HuberOptions DEFAULT = new HuberOptions(1, null, LossReduction.MEAN);

  /// With another change from square to line.
  public HuberOptions withDelta(double other) {
    return new HuberOptions(other, weight, reduction);
  }

  /// With weights.
  public HuberOptions withWeight(@Nullable Tensor other) {
    return new HuberOptions(delta, other, reduction);
  }

  /// With another reduction.
  public HuberOptions withReduction(LossReduction other) {
    return new HuberOptions(delta, weight, other);
  }
}
