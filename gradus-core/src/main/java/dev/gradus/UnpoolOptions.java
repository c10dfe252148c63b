package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The options of max unpooling: those of the max pooling that is undone.
///
/// @param kernel the sizes of a window
/// @param stride the distance of neighbouring windows; empty for that of the kernel
/// @param padding how many places were thought around the input
/// @param outputSize the sizes of the result, with or without those of batch and channels; null for
///   the least that the windows cover
public record UnpoolOptions(
    long[] kernel, long[] stride, long[] padding, long @Nullable [] outputSize) {
  /// Windows side by side.
  public static UnpoolOptions kernel(long... kernel) {
    return new UnpoolOptions(kernel.clone(), new long[0], new long[] {0}, null);
  }

  /// With another distance of windows.
  public UnpoolOptions withStride(long... other) {
    return new UnpoolOptions(kernel, other.clone(), padding, outputSize);
  }

  /// With places around the input.
  public UnpoolOptions withPadding(long... other) {
    return new UnpoolOptions(kernel, stride, other.clone(), outputSize);
  }

  /// With sizes of the result.
  public UnpoolOptions withOutputSize(long... other) {
    return new UnpoolOptions(kernel, stride, padding, other.clone());
  }
}
