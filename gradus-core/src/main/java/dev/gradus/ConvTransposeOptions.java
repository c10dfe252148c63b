package dev.gradus;

/// The options of a transposed convolution; one number stands for all dimensions.
///
/// @param stride the distance of what neighbouring places give
/// @param padding how much of the result is cut off on either side
/// @param outputPadding how many places are added at the end of the result
/// @param groups into how many groups the channels are divided
/// @param dilation the distance of neighbouring taps
public record ConvTransposeOptions(
    long[] stride, long[] padding, long[] outputPadding, long groups, long[] dilation) {
  /// Stride 1, nothing cut off or added, one group, no dilation.
  public static final ConvTransposeOptions DEFAULT =
      new ConvTransposeOptions(new long[] {1}, new long[] {0}, new long[] {0}, 1, new long[] {1});

  /// The default with this stride.
  public static ConvTransposeOptions stride(long... stride) {
    return DEFAULT.withStride(stride);
  }

  /// With another stride.
  public ConvTransposeOptions withStride(long... other) {
    return new ConvTransposeOptions(other.clone(), padding, outputPadding, groups, dilation);
  }

  /// With places cut off.
  public ConvTransposeOptions withPadding(long... other) {
    return new ConvTransposeOptions(stride, other.clone(), outputPadding, groups, dilation);
  }

  /// With places added at the end.
  public ConvTransposeOptions withOutputPadding(long... other) {
    return new ConvTransposeOptions(stride, padding, other.clone(), groups, dilation);
  }

  /// With groups of channels that do not see each other.
  public ConvTransposeOptions withGroups(long other) {
    return new ConvTransposeOptions(stride, padding, outputPadding, other, dilation);
  }

  /// With another distance of taps.
  public ConvTransposeOptions withDilation(long... other) {
    return new ConvTransposeOptions(stride, padding, outputPadding, groups, other.clone());
  }
}
