package dev.gradus.nn;

/// Each channel of each sample of mean 0 and variance 1. **Shape**: (N, C, D, H, W) or without N.
/// **Source**: torch.nn.InstanceNorm3d; Ulyanov et al. 2016.
public final class InstanceNorm3d extends InstanceNormalization {
  /// Creates it for so many channels.
  public InstanceNorm3d(long features) {
    this(features, BatchNormSettings.INSTANCE);
  }

  /// Creates it with settings.
  public InstanceNorm3d(long features, BatchNormSettings settings) {
    super(3, features, settings);
  }

  /// Creates it for as many channels as its first input has. **Source**:
  /// torch.nn.LazyInstanceNorm3d.
  public static InstanceNorm3d lazy(BatchNormSettings settings) {
    return new InstanceNorm3d(UNKNOWN, settings);
  }
}
