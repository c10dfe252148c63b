package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of normalisation by layers, groups and instances.
///
/// @param weight numbers to multiply with, or null
/// @param bias numbers to add, or null
/// @param eps what is added to variances
public record NormOptions(@Nullable Tensor weight, @Nullable Tensor bias, double eps) {
  /// No weight, no bias, eps 1e-5.
  public static final NormOptions DEFAULT = new NormOptions(null, null, 1e-5);

  /// With numbers to multiply with.
  public NormOptions withWeight(@Nullable Tensor other) {
    return new NormOptions(other, bias, eps);
  }

  /// With numbers to add.
  public NormOptions withBias(@Nullable Tensor other) {
    return new NormOptions(weight, other, eps);
  }

  /// With another number added to variances.
  public NormOptions withEps(double other) {
    return new NormOptions(weight, bias, other);
  }
}
