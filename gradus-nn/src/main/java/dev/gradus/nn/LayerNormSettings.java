package dev.gradus.nn;

/// The settings of layer normalisation.
///
/// @param eps what is added to variances
/// @param elementwiseAffine whether elements are then weighed by trained numbers
/// @param bias whether trained numbers are added too
public record LayerNormSettings(double eps, boolean elementwiseAffine, boolean bias) {
  /// 1e-5, weighed and shifted.
  public static final LayerNormSettings DEFAULT = new LayerNormSettings(1e-5, true, true);

  /// With another addition.
  public LayerNormSettings withEps(double other) {
    return new LayerNormSettings(other, elementwiseAffine, bias);
  }

  /// With trained numbers or without.
  public LayerNormSettings withElementwiseAffine(boolean other) {
    return new LayerNormSettings(eps, other, bias);
  }

  /// With trained numbers to add or without.
  public LayerNormSettings withBias(boolean other) {
    return new LayerNormSettings(eps, elementwiseAffine, other);
  }
}
