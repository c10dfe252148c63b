package dev.gradus;

/// The options of local response normalisation: divided is by (k + alpha · mean of squares)^beta.
///
/// @param alpha the factor of the mean
/// @param beta the exponent
/// @param k what is added to the mean
public record LocalResponseOptions(double alpha, double beta, double k) {
  /// 1e-4, 0.75 and 1.
  public static final LocalResponseOptions DEFAULT = new LocalResponseOptions(1e-4, 0.75, 1);

  /// With another factor.
  public LocalResponseOptions withAlpha(double other) {
    return new LocalResponseOptions(other, beta, k);
  }

  /// With another exponent.
  public LocalResponseOptions withBeta(double other) {
    return new LocalResponseOptions(alpha, other, k);
  }

  /// With another number to add.
  public LocalResponseOptions withK(double other) {
    return new LocalResponseOptions(alpha, beta, other);
  }
}
