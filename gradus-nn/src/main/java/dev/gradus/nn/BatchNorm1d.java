package dev.gradus.nn;

import dev.gradus.Tensor;

/// Each channel of a batch of mean 0 and variance 1; where not training, by the running mean and
/// variance. **Shape**: (N, C) or (N, C, L). **Source**: torch.nn.BatchNorm1d; Ioffe and Szegedy
/// 2015.
public final class BatchNorm1d extends BatchNormalization {
  /// Creates it for so many channels.
  public BatchNorm1d(long features) {
    this(features, BatchNormSettings.DEFAULT);
  }

  /// Creates it with settings.
  public BatchNorm1d(long features, BatchNormSettings settings) {
    super(features, settings);
  }

  /// Creates it for as many channels as its first input has. **Source**: torch.nn.LazyBatchNorm1d.
  public static BatchNorm1d lazy(BatchNormSettings settings) {
    return new BatchNorm1d(UNKNOWN, settings);
  }

  @Override
  void checkDimensions(Tensor x) {
    if (x.dim() != 2 && x.dim() != 3) {
      throw wrongDimensions("2D or 3D", x);
    }
  }
}
