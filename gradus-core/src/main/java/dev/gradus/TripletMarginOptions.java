package dev.gradus;

/// The options of `tripletMarginLoss`.
///
/// @param margin by how much the negative must be farther away than the positive
/// @param p the order of the norm that measures distances
/// @param eps what is added to differences
/// @param swap whether the negative's distance from the positive counts where it is smaller
/// @param reduction what is done with the losses
public record TripletMarginOptions(
    double margin, double p, double eps, boolean swap, LossReduction reduction) {
  /// A margin of 1, the Euclidean norm, 1e-6, no swapping, the mean.
  public static final TripletMarginOptions DEFAULT =
      new TripletMarginOptions(1, 2, 1e-6, false, LossReduction.MEAN);

  /// With another margin.
  public TripletMarginOptions withMargin(double other) {
    return new TripletMarginOptions(other, p, eps, swap, reduction);
  }

  /// With another order.
  public TripletMarginOptions withP(double other) {
    return new TripletMarginOptions(margin, other, eps, swap, reduction);
  }

  /// With another addition.
  public TripletMarginOptions withEps(double other) {
    return new TripletMarginOptions(margin, p, other, swap, reduction);
  }

  /// With or without swapping.
  public TripletMarginOptions withSwap(boolean other) {
    return new TripletMarginOptions(margin, p, eps, other, reduction);
  }

  /// With another reduction.
  public TripletMarginOptions withReduction(LossReduction other) {
    return new TripletMarginOptions(margin, p, eps, swap, other);
  }
}
