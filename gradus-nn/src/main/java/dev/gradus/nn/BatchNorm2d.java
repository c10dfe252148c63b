package dev.gradus.nn;

import dev.gradus.Tensor;

/// Each channel of a batch of mean 0 and variance 1; where not training, by the running mean and
/// variance. **Shape**: (N, C, H, W). **Source**: torch.nn.BatchNorm2d; Ioffe and Szegedy 2015.
public final class BatchNorm2d extends BatchNormalization {
  /// Creates it for so many channels.
  public BatchNorm2d(long features) {
    this(features, BatchNormSettings.DEFAULT);
  }

  /// Creates it with settings.
  public BatchNorm2d(long features, BatchNormSettings settings) {
    super(features, settings);
  }

  /// Creates it for as many channels as its first input has. **Source**: torch.nn.LazyBatchNorm2d.
  public static BatchNorm2d lazy(BatchNormSettings settings) {
    return new BatchNorm2d(UNKNOWN, settings);
  }

  @Override
  void checkDimensions(Tensor x) {
    if (x.dim() != 4) {
      throw wrongDimensions("4D", x);
    }
  }
}
