package dev.gradus.kernel;

import java.util.Arrays;

/// Dimensions that are walked in logical order, as few as possible: those of size 1 are dropped and
/// neighbours that together are evenly spaced become one.
final class Axes {
  private final int[] sizes;
  private final int[] strides;
  private final int count;

  private Axes(int[] sizes, int[] strides, int count) {
    this.sizes = sizes;
    this.strides = strides;
    this.count = count;
  }

  static Axes of(long[] sizes, long[] strides) {
    int[] mergedSizes = new int[sizes.length];
    int[] mergedStrides = new int[sizes.length];
    int used = 0;
    long count = 1;
    for (int d = 0; d < sizes.length; d++) {
      int size = Math.toIntExact(sizes[d]);
      int stride = Math.toIntExact(strides[d]);
      count *= size;
      if (size == 1) {
        continue;
      }
      if (used > 0 && mergedStrides[used - 1] == (long) size * stride) {
        mergedSizes[used - 1] *= size;
        mergedStrides[used - 1] = stride;
      } else {
        mergedSizes[used] = size;
        mergedStrides[used++] = stride;
      }
    }
    return new Axes(
        Arrays.copyOf(mergedSizes, used),
        Arrays.copyOf(mergedStrides, used),
        Math.toIntExact(count));
  }

  int rank() {
    return sizes.length;
  }

  /// How many elements there are.
  int count() {
    return count;
  }

  int size(int d) {
    return sizes[d];
  }

  int stride(int d) {
    return strides[d];
  }

  int innerSize() {
    return rank() == 0 ? 1 : sizes[rank() - 1];
  }

  int innerStride() {
    return rank() == 0 ? 1 : strides[rank() - 1];
  }

  /// Whether the elements lie side by side.
  boolean isContiguous() {
    return rank() == 0 || rank() == 1 && strides[0] == 1;
  }

  /// How far element `index`, in logical order, is from the first.
  int at(int index) {
    int offset = 0;
    int rest = index;
    for (int d = rank() - 1; d > 0; d--) {
      offset += rest % sizes[d] * strides[d];
      rest /= sizes[d];
    }
    return rank() == 0 ? 0 : offset + rest * strides[0];
  }

  /// How many elements from `index` on are evenly spaced by the inner stride.
  int run(int index) {
    return innerSize() - index % innerSize();
  }

  /// These dimensions without number `d`.
  Axes without(int d) {
    int[] otherSizes = new int[rank() - 1];
    int[] otherStrides = new int[rank() - 1];
    for (int i = 0, j = 0; i < rank(); i++) {
      if (i != d) {
        otherSizes[j] = sizes[i];
        otherStrides[j++] = strides[i];
      }
    }
    return new Axes(otherSizes, otherStrides, count == 0 ? 0 : count / sizes[d]);
  }
}
