package dev.gradus.op.reduce;

import dev.gradus.Tensor;
import dev.gradus.shape.Axes;

/// Which dimensions a reduction removes, and the sizes that remain.
final class Dims {
  final long mask;
  private final long[] sizes;
  private final long[] strides;

  Dims(Tensor x, int... dims) {
    mask = Axes.mask(dims, x.dim());
    sizes = x.layout().sizes();
    strides = x.layout().strides();
  }

  private boolean isReduced(int d) {
    return (mask >>> d & 1) != 0;
  }

  /// The sizes of the result.
  long[] result(boolean keepdim) {
    if (!keepdim) {
      return pick(sizes, false);
    }
    long[] out = sizes.clone();
    for (int d = 0; d < out.length; d++) {
      out[d] = isReduced(d) ? 1 : out[d];
    }
    return out;
  }

  /// How many elements of a tensor of these sizes each result is made of.
  static long count(long[] sizes, int[] dims) {
    long mask = Axes.mask(dims, sizes.length);
    long n = 1;
    for (int d = 0; d < sizes.length; d++) {
      n *= (mask >>> d & 1) != 0 ? sizes[d] : 1;
    }
    return n;
  }

  long[] keptSizes() {
    return pick(sizes, false);
  }

  long[] keptStrides() {
    return pick(strides, false);
  }

  long[] reducedSizes() {
    return pick(sizes, true);
  }

  long[] reducedStrides() {
    return pick(strides, true);
  }

  private long[] pick(long[] from, boolean reduced) {
    long[] out = new long[from.length];
    int n = 0;
    for (int d = 0; d < from.length; d++) {
      if (isReduced(d) == reduced) {
        out[n++] = from[d];
      }
    }
    return n == from.length ? out : java.util.Arrays.copyOf(out, n);
  }

  /// A tensor of reduced sizes seen with the reduced dimensions as size 1, so that it broadcasts.
  static Tensor restored(Tensor y, long[] inputSizes, int[] dims, boolean keepdim) {
    if (keepdim || inputSizes.length == 0) {
      return y;
    }
    long mask = Axes.mask(dims, inputSizes.length);
    long[] out = inputSizes.clone();
    for (int d = 0; d < out.length; d++) {
      out[d] = (mask >>> d & 1) != 0 ? 1 : out[d];
    }
    return y.reshape(out);
  }
}
