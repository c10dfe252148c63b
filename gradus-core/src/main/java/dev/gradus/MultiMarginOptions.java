package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of `multiMarginLoss`.
///
/// @param p the power of the margins, 1 or 2
/// @param margin the margin
/// @param weight the weight of every class, or null
/// @param reduction what is done with the losses
public record MultiMarginOptions(
    long p, double margin, @Nullable Tensor weight, LossReduction reduction) {
  /// The first power, a margin of 1, no weights, the mean.
  public static final MultiMarginOptions DEFAULT =
      new MultiMarginOptions(1, 1, null, LossReduction.MEAN);

  /// With another power.
  public MultiMarginOptions withP(long other) {
    return new MultiMarginOptions(other, margin, weight, reduction);
  }

  /// With another margin.
  public MultiMarginOptions withMargin(double other) {
    return new MultiMarginOptions(p, other, weight, reduction);
  }

  /// With weights.
  public MultiMarginOptions withWeight(@Nullable Tensor other) {
    return new MultiMarginOptions(p, margin, other, reduction);
  }

  /// With another reduction.
  public MultiMarginOptions withReduction(LossReduction other) {
    return new MultiMarginOptions(p, margin, weight, other);
  }
}
