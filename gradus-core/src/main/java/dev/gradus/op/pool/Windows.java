package dev.gradus.op.pool;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.PoolWindows;

/// Windows along a dimension by the rules of the kinds of pooling.
final class Windows {
  private Windows() {}

  /// The one window of a dimension that is not there.
  static final PoolWindows ONE = new PoolWindows(new int[] {0}, new int[] {1}, 1);

  /// How many windows there are.
  static long count(
      long in, long kernel, long padding, long stride, long dilation, boolean ceilMode) {
    require(stride != 0, "stride should not be zero");
    require(padding >= 0, "pad must be non-negative, but got pad: " + padding);
    require(
        padding <= Math.floorDiv((kernel - 1) * dilation + 1, 2L),
        "pad should be at most half of effective kernel size, but got pad="
            + padding
            + ", kernel_size="
            + kernel
            + " and dilation="
            + dilation);
    long reach = in + 2 * padding - dilation * (kernel - 1) - 1 + (ceilMode ? stride - 1 : 0);
    long count = Math.floorDiv(reach, stride) + 1;
    // The last window begins inside the input or in the padding before it.
    return ceilMode && (count - 1) * stride >= in + padding ? count - 1 : count;
  }

  /// Windows of max pooling, cut to what lies inside.
  static PoolWindows max(
      long in, long kernel, long padding, long stride, long dilation, long count) {
    int[] start = new int[(int) count];
    int[] end = new int[(int) count];
    for (int o = 0; o < count; o++) {
      long first = o * stride - padding;
      long last = Math.min(first + (kernel - 1) * dilation + 1, in);
      long inside = first >= 0 ? first : first + Math.ceilDiv(-first, dilation) * dilation;
      // No place of a wide dilation may lie inside: an empty window, which begins inside all the
      // same.
      start[o] = (int) Math.min(inside, in - 1);
      end[o] = (int) (inside < last ? last : Math.min(inside, in - 1));
    }
    return new PoolWindows(start, end, (int) dilation);
  }

  /// Windows of average pooling, cut to what lies inside.
  static PoolWindows average(long in, long kernel, long padding, long stride, long count) {
    int[] start = new int[(int) count];
    int[] end = new int[(int) count];
    for (int o = 0; o < count; o++) {
      long first = o * stride - padding;
      start[o] = (int) Math.max(0, first);
      end[o] = (int) Math.min(first + kernel, in);
    }
    return new PoolWindows(start, end, 1);
  }

  /// How many elements each window of average pooling has, with those of the padding or without.
  static int[] sizes(
      long in, long kernel, long padding, long stride, PoolWindows windows, boolean padded) {
    int[] sizes = new int[windows.count()];
    for (int o = 0; o < sizes.length; o++) {
      long first = o * stride - padding;
      long all = Math.min(first + kernel, in + padding) - first;
      sizes[o] = (int) (padded ? all : windows.end()[o] - windows.start()[o]);
    }
    return sizes;
  }

  /// Windows that divide a dimension into so many parts, equal if that is possible.
  static PoolWindows adaptive(long in, long count) {
    int[] start = new int[(int) count];
    int[] end = new int[(int) count];
    for (int o = 0; o < count; o++) {
      start[o] = (int) (o * in / count);
      end[o] = (int) Math.ceilDiv((o + 1) * in, count);
    }
    return new PoolWindows(start, end, 1);
  }

  /// How many elements each window has.
  static int[] sizes(PoolWindows windows) {
    int[] sizes = new int[windows.count()];
    for (int o = 0; o < sizes.length; o++) {
      sizes[o] = windows.end()[o] - windows.start()[o];
    }
    return sizes;
  }

  static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new GradusArgumentException(sentence);
    }
  }
}
