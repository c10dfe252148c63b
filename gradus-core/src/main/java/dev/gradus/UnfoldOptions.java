package dev.gradus;

/// The options of `unfold` and `fold`; one number stands for both dimensions.
///
/// @param kernel the sizes of a block
/// @param dilation the distance of neighbouring places in a block
/// @param padding how many zeros are thought around the image
/// @param stride the distance of neighbouring blocks
public record UnfoldOptions(long[] kernel, long[] dilation, long[] padding, long[] stride) {
  /// Blocks at every place.
  public static UnfoldOptions kernel(long... kernel) {
    return new UnfoldOptions(kernel.clone(), new long[] {1}, new long[] {0}, new long[] {1});
  }

  /// With another distance of places in a block.
  public UnfoldOptions withDilation(long... other) {
    return new UnfoldOptions(kernel, other.clone(), padding, stride);
  }

  /// With zeros around the image.
  public UnfoldOptions withPadding(long... other) {
    return new UnfoldOptions(kernel, dilation, other.clone(), stride);
  }

  /// With another distance of blocks.
  public UnfoldOptions withStride(long... other) {
    return new UnfoldOptions(kernel, dilation, padding, other.clone());
  }
}
