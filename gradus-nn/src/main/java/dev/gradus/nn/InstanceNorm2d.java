package dev.gradus.nn;

/// Each channel of each sample of mean 0 and variance 1. **Shape**: (N, C, H, W) or without N.
/// **Source**: torch.nn.InstanceNorm2d; Ulyanov et al. 2016.
public final class InstanceNorm2d extends InstanceNormalization {
  /// Creates it for so many channels.
  public InstanceNorm2d(long features) {
    this(features, BatchNormSettings.INSTANCE);
  }

  /// Creates it with settings.
  public InstanceNorm2d(long features, BatchNormSettings settings) {
    super(2, features, settings);
  }

  /// Creates it for as many channels as its first input has. **Source**:
  /// torch.nn.LazyInstanceNorm2d.
  public static InstanceNorm2d lazy(BatchNormSettings settings) {
    return new InstanceNorm2d(UNKNOWN, settings);
  }
}
