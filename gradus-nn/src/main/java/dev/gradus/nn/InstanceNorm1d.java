package dev.gradus.nn;

/// Each channel of each sample of mean 0 and variance 1. **Shape**: (N, C, L) or without N.
/// **Source**: torch.nn.InstanceNorm1d; Ulyanov et al. 2016.
public final class InstanceNorm1d extends InstanceNormalization {
  /// Creates it for so many channels.
  public InstanceNorm1d(long features) {
    this(features, BatchNormSettings.INSTANCE);
  }

  /// Creates it with settings.
  public InstanceNorm1d(long features, BatchNormSettings settings) {
    super(1, features, settings);
  }

  /// Creates it for as many channels as its first input has. **Source**:
  /// torch.nn.LazyInstanceNorm1d.
  public static InstanceNorm1d lazy(BatchNormSettings settings) {
    return new InstanceNorm1d(UNKNOWN, settings);
  }
}
