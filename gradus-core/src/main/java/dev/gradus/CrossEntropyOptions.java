package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of `crossEntropy` and `nllLoss`.
///
/// @param weight the weight of every class, or null
/// @param ignoreIndex the class that is left out
/// @param reduction what is done with the losses
/// @param labelSmoothing the share of probability spread evenly over all classes, 0 … 1
public record CrossEntropyOptions(
    @Nullable Tensor weight, long ignoreIndex, LossReduction reduction, double labelSmoothing) {
  /// No weights, -100 ignored, the mean, no smoothing.
  public static final CrossEntropyOptions DEFAULT =
      new CrossEntropyOptions(null, -100, LossReduction.MEAN, 0);

  /// With weights.
  public CrossEntropyOptions withWeight(@Nullable Tensor other) {
    return new CrossEntropyOptions(other, ignoreIndex, reduction, labelSmoothing);
  }

  /// With another class to leave out.
  public CrossEntropyOptions withIgnoreIndex(long other) {
    return new CrossEntropyOptions(weight, other, reduction, labelSmoothing);
  }

  /// With another reduction.
  public CrossEntropyOptions withReduction(LossReduction other) {
    return new CrossEntropyOptions(weight, ignoreIndex, other, labelSmoothing);
  }

  /// With smoothing.
  public CrossEntropyOptions withLabelSmoothing(double other) {
    return new CrossEntropyOptions(weight, ignoreIndex, reduction, other);
  }
}
