package dev.gradus.kernel;

import java.util.Arrays;

/// Sizes and strides of a loop over several dimensions after reordering and merging: dimension 0 is
/// the innermost.
final class LoopShape {
  /// Per dimension its size.
  final int[] sizes;

  /// Per operand and dimension its stride.
  final int[][] strides;

  private LoopShape(int[] sizes, int[][] strides) {
    this.sizes = sizes;
    this.strides = strides;
  }

  /// Reorders dimensions so that the ones with small strides come first, drops those of size 1 and
  /// merges those that are one run of memory for every operand.
  static LoopShape of(long[] sizes, long[][] strides) {
    int[] order = new int[sizes.length];
    int dims = 0;
    for (int d = sizes.length - 1; d >= 0; d--) {
      if (sizes[d] != 1) {
        int at = dims++;
        while (at > 0 && isInside(d, order[at - 1], strides)) {
          order[at] = order[at - 1];
          at--;
        }
        order[at] = d;
      }
    }
    return merge(order, dims, sizes, strides);
  }

  /// Whether dimension `a` should be nested inside dimension `b`: decided by the first operand,
  /// outputs first, whose two strides are neither zero nor equal.
  private static boolean isInside(int a, int b, long[][] strides) {
    for (long[] stride : strides) {
      long sa = Math.abs(stride[a]);
      long sb = Math.abs(stride[b]);
      if (sa != sb && sa != 0 && sb != 0) {
        return sa < sb;
      }
    }
    return false;
  }

  private static LoopShape merge(int[] order, int dims, long[] sizes, long[][] strides) {
    int operands = strides.length;
    int[] merged = new int[Math.max(dims, 1)];
    int[][] steps = new int[operands][merged.length];
    merged[0] = 1;
    int last = -1;
    for (int at = 0; at < dims; at++) {
      int d = order[at];
      if (last >= 0 && continues(d, merged[last], steps, last, strides)) {
        merged[last] = Math.toIntExact(merged[last] * sizes[d]);
        continue;
      }
      last++;
      merged[last] = Math.toIntExact(sizes[d]);
      for (int k = 0; k < operands; k++) {
        steps[k][last] = (int) strides[k][d];
      }
    }
    int count = Math.max(last + 1, 1);
    if (count < merged.length) {
      merged = Arrays.copyOf(merged, count);
    }
    return new LoopShape(merged, steps);
  }

  private static boolean continues(int d, int size, int[][] steps, int last, long[][] strides) {
    for (int k = 0; k < steps.length; k++) {
      if (strides[k][d] != (long) steps[k][last] * size) {
        return false;
      }
    }
    return true;
  }

  /// A shape that is merged already: `m` rows of `n` elements.
  static LoopShape rows(int n, int m, int[] inner, int[] outer) {
    int[][] strides = new int[inner.length][2];
    for (int k = 0; k < inner.length; k++) {
      strides[k][0] = inner[k];
      strides[k][1] = outer[k];
    }
    return new LoopShape(new int[] {n, m}, strides);
  }

  /// The strides of every operand along dimension `d`.
  int[] stride(int d) {
    int[] along = new int[strides.length];
    for (int k = 0; k < along.length; k++) {
      along[k] = strides[k][d];
    }
    return along;
  }

  /// The number of merged dimensions, at least 1.
  int dims() {
    return sizes.length;
  }

  /// The number of elements.
  int elements() {
    int count = 1;
    for (int size : sizes) {
      count *= size;
    }
    return count;
  }
}
