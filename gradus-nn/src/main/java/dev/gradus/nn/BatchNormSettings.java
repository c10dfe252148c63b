package dev.gradus.nn;

import org.jspecify.annotations.Nullable;

/// The settings of batch and instance normalisation.
///
/// @param eps what is added to variances
/// @param momentum the share of the batch in the running mean and variance; null for the mean over
///   all batches
/// @param affine whether channels are then weighed and shifted by trained numbers
/// @param trackRunningStats whether there are a running mean and variance, used where not training
/// @param bias whether trained numbers shift channels too
public record BatchNormSettings(
    double eps,
    @Nullable Double momentum,
    boolean affine,
    boolean trackRunningStats,
    boolean bias) {
  /// Batch normalisation: 1e-5, 0.1, with trained numbers and running statistics.
  public static final BatchNormSettings DEFAULT =
      new BatchNormSettings(1e-5, 0.1, true, true, true);

  /// Instance normalisation: 1e-5, 0.1, without trained numbers and running statistics.
  public static final BatchNormSettings INSTANCE =
      new BatchNormSettings(1e-5, 0.1, false, false, true);

  /// With another addition.
  public BatchNormSettings withEps(double other) {
    return new BatchNormSettings(other, momentum, affine, trackRunningStats, bias);
  }

  /// With another share, or null for the mean over all batches.
  public BatchNormSettings withMomentum(@Nullable Double other) {
    return new BatchNormSettings(eps, other, affine, trackRunningStats, bias);
  }

  /// With trained numbers or without.
  public BatchNormSettings withAffine(boolean other) {
    return new BatchNormSettings(eps, momentum, other, trackRunningStats, bias);
  }

  /// With running statistics or without.
  public BatchNormSettings withTrackRunningStats(boolean other) {
    return new BatchNormSettings(eps, momentum, affine, other, bias);
  }

  /// With trained numbers that shift or without.
  public BatchNormSettings withBias(boolean other) {
    return new BatchNormSettings(eps, momentum, affine, trackRunningStats, other);
  }
}
