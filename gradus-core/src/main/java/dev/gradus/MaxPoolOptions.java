package dev.gradus;

/// The options of max pooling; one number stands for all dimensions.
///
/// ```java
/// maxPool2d(x, MaxPoolOptions.kernel(3).withStride(2).withPadding(1));
/// ```
///
/// @param kernel the sizes of a window
/// @param stride the distance of neighbouring windows; empty for that of the kernel
/// @param padding how many places are thought around the input, which are never the greatest
/// @param dilation the distance of neighbouring places in a window
/// @param ceilMode whether a window may reach over the end
public record MaxPoolOptions(
    long[] kernel, long[] stride, long[] padding, long[] dilation, boolean ceilMode) {
  /// Windows side by side.
  public static MaxPoolOptions kernel(long... kernel) {
    return new MaxPoolOptions(kernel.clone(), new long[0], new long[] {0}, new long[] {1}, false);
  }

  /// With another distance of windows.
  public MaxPoolOptions withStride(long... other) {
    return new MaxPoolOptions(kernel, other.clone(), padding, dilation, ceilMode);
  }

  /// With places around the input.
  public MaxPoolOptions withPadding(long... other) {
    return new MaxPoolOptions(kernel, stride, other.clone(), dilation, ceilMode);
  }

  /// With another distance of places in a window.
  public MaxPoolOptions withDilation(long... other) {
    return new MaxPoolOptions(kernel, stride, padding, other.clone(), ceilMode);
  }

  /// With windows that may reach over the end, or not.
  public MaxPoolOptions withCeilMode(boolean other) {
    return new MaxPoolOptions(kernel, stride, padding, dilation, other);
  }
}
