package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// What batch normalisation of one to three dimensions has in common.
abstract sealed class BatchNormalization extends RunningNorm
    permits BatchNorm1d, BatchNorm2d, BatchNorm3d {
  BatchNormalization(long features, BatchNormSettings settings) {
    super(features, settings);
  }

  /// Refuses inputs of other dimensions.
  abstract void checkDimensions(Tensor x);

  @Override
  public final Tensor forward(Tensor x) {
    checkDimensions(x);
    meet(x.size(1));
    boolean update = training() && settings.trackRunningStats();
    double share = update ? share() : settings.momentum() == null ? 0 : settings.momentum();
    boolean keep = !training() || settings.trackRunningStats();
    boolean ownStatistics = training() || runningMean() == null && runningVar() == null;
    return Gradus.batchNorm(
        x, keep ? runningMean() : null, keep ? runningVar() : null, options(ownStatistics, share));
  }

  // Counts the batch and tells its share in the running statistics.
  private double share() {
    Tensor batches = getOrNull("num_batches_tracked");
    Double momentum = settings.momentum();
    if (batches != null) {
      batches.add_(1L);
    }
    if (momentum != null) {
      return momentum;
    }
    return batches == null ? 0 : 1.0 / batches.itemLong();
  }
}
