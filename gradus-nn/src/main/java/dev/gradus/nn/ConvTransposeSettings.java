package dev.gradus.nn;

import dev.gradus.ConvTransposeOptions;

/// The settings of transposed convolutional layers.
///
/// @param options stride, padding, output padding, groups and dilation
/// @param bias whether a trained number is added to each channel
public record ConvTransposeSettings(ConvTransposeOptions options, boolean bias) {
  /// Stride 1, nothing cut off or added, one group, no dilation, a bias.
  public static final ConvTransposeSettings DEFAULT =
      new ConvTransposeSettings(ConvTransposeOptions.DEFAULT, true);

  /// The default with this stride.
  public static ConvTransposeSettings stride(long... stride) {
    return DEFAULT.withStride(stride);
  }

  private ConvTransposeSettings with(ConvTransposeOptions other) {
    return new ConvTransposeSettings(other, bias);
  }

  /// With another stride.
  public ConvTransposeSettings withStride(long... other) {
    return with(options.withStride(other));
  }

  /// With places cut off.
  public ConvTransposeSettings withPadding(long... other) {
    return with(options.withPadding(other));
  }

  /// With places added at the end.
  public ConvTransposeSettings withOutputPadding(long... other) {
    return with(options.withOutputPadding(other));
  }

  /// With groups of channels that do not see each other.
  public ConvTransposeSettings withGroups(long other) {
    return with(options.withGroups(other));
  }

  /// With another distance of taps.
  public ConvTransposeSettings withDilation(long... other) {
    return with(options.withDilation(other));
  }

  /// With a bias or without.
  public ConvTransposeSettings withBias(boolean other) {
    return new ConvTransposeSettings(options, other);
  }
}
