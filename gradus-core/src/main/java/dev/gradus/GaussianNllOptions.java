package dev.gradus;

/// The options of `gaussianNllLoss`.
///
/// @param full whether the constant term is added
/// @param eps the least variance
/// @param reduction what is done with the losses
public record GaussianNllOptions(boolean full, double eps, LossReduction reduction) {
  /// Without the constant, 1e-6, the mean.
  public static final GaussianNllOptions DEFAULT =
      new GaussianNllOptions(false, 1e-6, LossReduction.MEAN);

  /// With or without the constant.
  public GaussianNllOptions withFull(boolean other) {
    return new GaussianNllOptions(other, eps, reduction);
  }

  /// With another least variance.
  public GaussianNllOptions withEps(double other) {
    return new GaussianNllOptions(full, other, reduction);
  }

  /// With another reduction.
  public GaussianNllOptions withReduction(LossReduction other) {
    return new GaussianNllOptions(full, eps, other);
  }
}
