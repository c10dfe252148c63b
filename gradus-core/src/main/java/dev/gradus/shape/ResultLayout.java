package dev.gradus.shape;

import java.util.Arrays;

/// The layout of a pointwise result: it follows its operands' order of dimensions in memory, as
/// PyTorch's results do.
public final class ResultLayout {
  private ResultLayout() {}

  /// The layout of a fresh result of these sizes, computed from operands of these layouts.
  public static Layout of(long[] sizes, Layout... operands) {
    boolean plain = true;
    for (Layout x : operands) {
      boolean same = x.sizes() == sizes || Arrays.equals(x.sizes(), sizes);
      if (same && x.isPlain() && operands.length == 1) {
        return x;
      }
      plain &= !same || x.isContiguous();
    }
    if (plain && allContiguous(operands)) {
      return Layout.contiguous(sizes);
    }
    return ordered(sizes, operands);
  }

  private static boolean allContiguous(Layout[] operands) {
    for (Layout x : operands) {
      if (!x.isContiguous()) {
        return false;
      }
    }
    return true;
  }

  // Insertion sort of the dimensions from fastest to slowest, comparing strides operand by operand;
  // 0 says nothing (repeated), and equal strides say nothing unless the sizes differ.
  private static Layout ordered(long[] sizes, Layout[] operands) {
    int rank = sizes.length;
    long[][] strides = new long[operands.length][];
    for (int k = 0; k < operands.length; k++) {
      strides[k] = Broadcast.strides(operands[k], sizes);
    }
    int[] order = new int[rank];
    for (int i = 0; i < rank; i++) {
      order[i] = rank - 1 - i;
    }
    for (int i = 1; i < rank; i++) {
      int moving = i;
      for (int j = i - 1; j >= 0; j--) {
        int c = compare(order[j], order[moving], sizes, strides);
        if (c > 0) {
          int t = order[j];
          order[j] = order[moving];
          order[moving] = t;
          moving = j;
        } else if (c < 0) {
          break;
        }
      }
    }
    long[] out = new long[rank];
    long step = 1;
    for (int d : order) {
      out[d] = step;
      step *= Math.max(sizes[d], 1);
    }
    return Layout.of(sizes, out, 0);
  }

  private static int compare(int a, int b, long[] sizes, long[][] strides) {
    for (long[] s : strides) {
      if (s[a] == 0 || s[b] == 0) {
        continue;
      }
      if (s[a] != s[b]) {
        return s[a] < s[b] ? -1 : 1;
      }
      if (sizes[a] > sizes[b]) {
        return 1;
      }
    }
    return 0;
  }
}
