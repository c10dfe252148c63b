package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of a convolution; one number stands for all dimensions.
///
/// ```java
/// conv2d(x, weight, bias, ConvOptions.stride(2).withPadding(1));
/// conv2d(x, weight, bias, ConvOptions.DEFAULT.withPadding("same").withDilation(2, 1));
/// ```
///
/// @param stride the distance of neighbouring places
/// @param padding how many zeros are thought around the input, on either side
/// @param mode `same` or `valid` in place of numbers, or null
/// @param dilation the distance of neighbouring taps
/// @param groups into how many groups the channels are divided
public record ConvOptions(
    long[] stride, long[] padding, @Nullable String mode, long[] dilation, long groups) {
  /// Stride 1, no padding, no dilation, one group.
  public static final ConvOptions DEFAULT =
      new ConvOptions(new long[] {1}, new long[] {0}, null, new long[] {1}, 1);

  /// The default with this stride.
  public static ConvOptions stride(long... stride) {
    return DEFAULT.withStride(stride);
  }

  /// With another stride.
  public ConvOptions withStride(long... other) {
    return new ConvOptions(other.clone(), padding, mode, dilation, groups);
  }

  /// With zeros around the input.
  public ConvOptions withPadding(long... other) {
    return new ConvOptions(stride, other.clone(), null, dilation, groups);
  }

  /// With `same`, by which a result has the sizes of the input, or `valid`, which is no padding.
  public ConvOptions withPadding(String other) {
    return new ConvOptions(stride, padding, other, dilation, groups);
  }

  /// With another distance of taps.
  public ConvOptions withDilation(long... other) {
    return new ConvOptions(stride, padding, mode, other.clone(), groups);
  }

  /// With groups of channels that do not see each other.
  public ConvOptions withGroups(long other) {
    return new ConvOptions(stride, padding, mode, dilation, other);
  }
}
