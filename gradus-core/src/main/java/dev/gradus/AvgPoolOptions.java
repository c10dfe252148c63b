package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of average pooling; one number stands for all dimensions.
///
/// @param kernel the sizes of a window
/// @param stride the distance of neighbouring windows; empty for that of the kernel
/// @param padding how many zeros are thought around the input
/// @param ceilMode whether a window may reach over the end
/// @param countIncludePad whether the zeros around the input count as elements
/// @param divisorOverride by what sums are divided, or null for the number of elements
public record AvgPoolOptions(
    long[] kernel,
    long[] stride,
    long[] padding,
    boolean ceilMode,
    boolean countIncludePad,
    @Nullable Long divisorOverride) {
  /// Windows side by side.
  public static AvgPoolOptions kernel(long... kernel) {
    return new AvgPoolOptions(kernel.clone(), new long[0], new long[] {0}, false, true, null);
  }

  /// With another distance of windows.
  public AvgPoolOptions withStride(long... other) {
    return new AvgPoolOptions(
        kernel, other.clone(), padding, ceilMode, countIncludePad, divisorOverride);
  }

  /// With zeros around the input.
  public AvgPoolOptions withPadding(long... other) {
    return new AvgPoolOptions(
        kernel, stride, other.clone(), ceilMode, countIncludePad, divisorOverride);
  }

  /// With windows that may reach over the end, or not.
  public AvgPoolOptions withCeilMode(boolean other) {
    return new AvgPoolOptions(kernel, stride, padding, other, countIncludePad, divisorOverride);
  }

  /// With the zeros around the input counted, or not.
  public AvgPoolOptions withCountIncludePad(boolean other) {
    return new AvgPoolOptions(kernel, stride, padding, ceilMode, other, divisorOverride);
  }

  /// With a divisor of sums, or null for the number of elements.
  public AvgPoolOptions withDivisorOverride(@Nullable Long other) {
    return new AvgPoolOptions(kernel, stride, padding, ceilMode, countIncludePad, other);
  }
}
