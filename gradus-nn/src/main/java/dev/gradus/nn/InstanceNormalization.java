package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;

/// What instance normalisation of one to three dimensions has in common.
abstract sealed class InstanceNormalization extends RunningNorm
    permits InstanceNorm1d, InstanceNorm2d, InstanceNorm3d {
  private final int dims;

  InstanceNormalization(int dims, long features, BatchNormSettings settings) {
    super(features, settings);
    this.dims = dims;
  }

  @Override
  public final Tensor forward(Tensor x) {
    int rank = x.dim();
    if (rank != dims + 1 && rank != dims + 2) {
      throw wrongDimensions((dims + 1) + "D or " + (dims + 2) + "D", x);
    }
    int channels = rank - dims - 1;
    meet(x.size(channels));
    checkFeatures(x, channels);
    boolean batched = rank == dims + 2;
    Tensor y = normalized(batched ? x : x.unsqueeze(0));
    return batched ? y : y.squeeze(0);
  }

  private void checkFeatures(Tensor x, int dim) {
    if (x.size(dim) == features()) {
      return;
    }
    if (settings.affine()) {
      throw new GradusArgumentException(
          "expected input's size at dim=%d to match num_features (%d), but got: %d."
              .formatted(dim, features(), x.size(dim)));
    }
    Gradus.warn(
        ("input's size at dim=%d does not match num_features. You can silence this warning by not"
                + " passing in num_features, which is not used because affine=False")
            .formatted(dim));
  }

  private Tensor normalized(Tensor x) {
    Double momentum = settings.momentum();
    boolean own = training() || !settings.trackRunningStats();
    return Gradus.instanceNorm(
        x, runningMean(), runningVar(), options(own, momentum == null ? 0 : momentum));
  }
}
