package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of histograms.
///
/// @param range the least and the greatest value along each coordinate, which the bins divide; null
///   for those of the elements
/// @param weight what each element counts, or null where each counts 1
/// @param density whether the bins hold probabilities per volume instead of counts
public record HistogramOptions(
    double @Nullable [] range, @Nullable Tensor weight, boolean density) {
  /// From the least to the greatest element, each counting 1.
  public static final HistogramOptions DEFAULT = new HistogramOptions(null, null, false);

  /// With bounds: the least and the greatest value, for each coordinate.
  public HistogramOptions withRange(double... bounds) {
    return new HistogramOptions(bounds.clone(), weight, density);
  }

  /// With weights.
  public HistogramOptions withWeight(Tensor other) {
    return new HistogramOptions(range, other, density);
  }

  /// With or without division by the sum and the volumes.
  public HistogramOptions withDensity(boolean other) {
    return new HistogramOptions(range, weight, other);
  }
}
