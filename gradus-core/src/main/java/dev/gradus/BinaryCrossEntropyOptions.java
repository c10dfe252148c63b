package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of `binaryCrossEntropyWithLogits`.
///
/// @param weight the weight of every element, or null
/// @param posWeight the weight of what is positive, or null
/// @param reduction what is done with the losses
public record BinaryCrossEntropyOptions(
    @Nullable Tensor weight, @Nullable Tensor posWeight, LossReduction reduction) {
  /// No weights, the mean.
  public static final BinaryCrossEntropyOptions DEFAULT =
      new BinaryCrossEntropyOptions(null, null, LossReduction.MEAN);

  /// With weights of elements.
  public BinaryCrossEntropyOptions withWeight(@Nullable Tensor other) {
    return new BinaryCrossEntropyOptions(other, posWeight, reduction);
  }

  /// With weights of what is positive.
  public BinaryCrossEntropyOptions withPosWeight(@Nullable Tensor other) {
    return new BinaryCrossEntropyOptions(weight, other, reduction);
  }

  /// With another reduction.
  public BinaryCrossEntropyOptions withReduction(LossReduction other) {
    return new BinaryCrossEntropyOptions(weight, posWeight, other);
  }
}
