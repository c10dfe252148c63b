package dev.gradus.shape;

/// The order of dimensions in memory in which the channels of an image or volume are neighbours.
public final class ChannelsLast {
  private ChannelsLast() {}

  /// Whether a layout of four or five dimensions has its channels last, as PyTorch decides it from
  /// the strides: in cases of doubt it has not.
  public static boolean of(Layout x) {
    int rank = x.rank();
    if (rank != 4 && rank != 5 || x.strides()[1] == 0) {
      return false;
    }
    long least = 0;
    for (int i = 0; i < rank; i++) {
      int d = i == 0 ? 1 : i == rank - 1 ? 0 : rank - i;
      long size = x.sizes()[d];
      long stride = x.strides()[d];
      if (size == 0 || stride < least || d == 0 && least == x.strides()[1]) {
        return false;
      }
      least = size > 1 ? stride * size : stride;
    }
    return true;
  }

  /// The layout of these sizes with channels last.
  public static Layout layout(long... sizes) {
    long[] strides = new long[sizes.length];
    long step = 1;
    for (int i = 0; i < sizes.length; i++) {
      int d = i == 0 ? 1 : i == sizes.length - 1 ? 0 : sizes.length - i;
      strides[d] = step;
      step *= Math.max(1, sizes[d]);
    }
    return Layout.of(sizes, strides, 0);
  }
}
