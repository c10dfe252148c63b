package dev.gradus.nn;

import dev.gradus.ConvOptions;

/// The settings of convolutional layers.
///
/// @param options stride, padding, dilation and groups
/// @param bias whether a trained number is added to each channel
/// @param paddingMode what stands around the input
public record ConvSettings(ConvOptions options, boolean bias, PaddingMode paddingMode) {
  /// Stride 1, no padding, no dilation, one group, a bias.
  public static final ConvSettings DEFAULT =
      new ConvSettings(ConvOptions.DEFAULT, true, PaddingMode.ZEROS);

  /// The default with this stride.
  public static ConvSettings stride(long... stride) {
    return DEFAULT.withStride(stride);
  }

  /// The default with this padding.
  public static ConvSettings padding(long... padding) {
    return DEFAULT.withPadding(padding);
  }

  private ConvSettings with(ConvOptions other) {
    return new ConvSettings(other, bias, paddingMode);
  }

  /// With another stride.
  public ConvSettings withStride(long... other) {
    return with(options.withStride(other));
  }

  /// With places around the input.
  public ConvSettings withPadding(long... other) {
    return with(options.withPadding(other));
  }

  /// With `same`, by which a result has the sizes of the input, or `valid`, which is no padding.
  public ConvSettings withPadding(String other) {
    return with(options.withPadding(other));
  }

  /// With another distance of taps.
  public ConvSettings withDilation(long... other) {
    return with(options.withDilation(other));
  }

  /// With groups of channels that do not see each other.
  public ConvSettings withGroups(long other) {
    return with(options.withGroups(other));
  }

  /// With a bias or without.
  public ConvSettings withBias(boolean other) {
    return new ConvSettings(options, other, paddingMode);
  }

  /// With something else around the input.
  public ConvSettings withPaddingMode(PaddingMode other) {
    return new ConvSettings(options, bias, other);
  }
}
