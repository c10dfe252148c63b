package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of batch normalisation.
///
/// @param weight one number for each channel to multiply with, or null
/// @param bias one number for each channel to add, or null
/// @param training whether the batch's own mean and variance are used, and the running ones
///   updated; otherwise the running ones are used
/// @param momentum the share of the batch in the running mean and variance
/// @param eps what is added to variances
public record BatchNormOptions(
    @Nullable Tensor weight, @Nullable Tensor bias, boolean training, double momentum, double eps) {
  /// No weight, no bias, not training, momentum 0.1, eps 1e-5.
  public static final BatchNormOptions DEFAULT = new BatchNormOptions(null, null, false, 0.1, 1e-5);

  /// With a weight for each channel.
  public BatchNormOptions withWeight(@Nullable Tensor other) {
    return new BatchNormOptions(other, bias, training, momentum, eps);
  }

  /// With a number to add for each channel.
  public BatchNormOptions withBias(@Nullable Tensor other) {
    return new BatchNormOptions(weight, other, training, momentum, eps);
  }

  /// Training, or not.
  public BatchNormOptions withTraining(boolean other) {
    return new BatchNormOptions(weight, bias, other, momentum, eps);
  }

  /// With another share of the batch in the running mean and variance.
  public BatchNormOptions withMomentum(double other) {
    return new BatchNormOptions(weight, bias, training, other, eps);
  }

  /// With another number added to variances.
  public BatchNormOptions withEps(double other) {
    return new BatchNormOptions(weight, bias, training, momentum, other);
  }
}
