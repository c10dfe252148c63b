package dev.gradus.nn;

import dev.gradus.Tensor;

/// Each channel of a batch of mean 0 and variance 1; where not training, by the running mean and
/// variance. **Shape**: (N, C, D, H, W). **Source**: torch.nn.BatchNorm3d; Ioffe and Szegedy 2015.
public final class BatchNorm3d extends BatchNormalization {
  /// Creates it for so many channels.
  public BatchNorm3d(long features) {
    this(features, BatchNormSettings.DEFAULT);
  }

  /// Creates it with settings.
  public BatchNorm3d(long features, BatchNormSettings settings) {
    super(features, settings);
  }

  /// Creates it for as many channels as its first input has. **Source**: torch.nn.LazyBatchNorm3d.
  public static BatchNorm3d lazy(BatchNormSettings settings) {
    return new BatchNorm3d(UNKNOWN, settings);
  }

  @Override
  void checkDimensions(Tensor x) {
    if (x.dim() != 5) {
      throw wrongDimensions("5D", x);
    }
  }
}
