package dev.gradus;

/// The options of power-average pooling; one number stands for all dimensions.
///
/// @param kernel the sizes of a window
/// @param stride the distance of neighbouring windows; empty for that of the kernel
/// @param ceilMode whether a window may reach over the end
public record LpPoolOptions(long[] kernel, long[] stride, boolean ceilMode) {
  /// Windows side by side.
  public static LpPoolOptions kernel(long... kernel) {
    return new LpPoolOptions(kernel.clone(), new long[0], false);
  }

  /// With another distance of windows.
  public LpPoolOptions withStride(long... other) {
    return new LpPoolOptions(kernel, other.clone(), ceilMode);
  }

  /// With windows that may reach over the end, or not.
  public LpPoolOptions withCeilMode(boolean other) {
    return new LpPoolOptions(kernel, stride, other);
  }
}
