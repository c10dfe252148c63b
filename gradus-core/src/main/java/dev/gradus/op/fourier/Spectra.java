package dev.gradus.op.fourier;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.Fourier;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// How results of transforms lie in memory, and the transforms of complex numbers.
///
/// As PyTorch's do, results lie row-major after the dimensions were put in this order: first those
/// that are not transformed, by descending strides of the input, then those that are.
final class Spectra {
  private Spectra() {}

  /// The order of the dimensions in memory.
  ///
  /// @param sorted how many of the transformed ones, from the first, are sorted by stride too
  static int[] order(Layout x, int[] dims, int sorted) {
    Comparator<Integer> descending = Comparator.comparingLong(d -> -x.strides()[d]);
    List<Integer> batch = new ArrayList<>();
    for (int d = 0; d < x.rank(); d++) {
      if (indexOf(dims, d) < 0) {
        batch.add(d);
      }
    }
    batch.sort(descending);
    List<Integer> first = new ArrayList<>();
    for (int k = 0; k < sorted; k++) {
      first.add(dims[k]);
    }
    first.sort(descending);
    batch.addAll(first);
    for (int k = sorted; k < dims.length; k++) {
      batch.add(dims[k]);
    }
    return batch.stream().mapToInt(d -> d).toArray();
  }

  static int indexOf(int[] dims, int d) {
    for (int k = 0; k < dims.length; k++) {
      if (dims[k] == d) {
        return k;
      }
    }
    return -1;
  }

  /// A tensor to be filled whose dimensions lie in memory in this order.
  static Tensor empty(long[] sizes, int[] order, DType dtype) {
    long[] strides = new long[sizes.length];
    long step = 1;
    for (int k = order.length - 1; k >= 0; k--) {
      strides[order[k]] = step;
      step *= Math.max(1, sizes[order[k]]);
    }
    return Tensor.unfilled(Layout.of(sizes.clone(), strides, 0), dtype);
  }

  /// The tensor with its dimensions in memory in this order: itself or a copy.
  static Tensor arranged(Tensor x, int[] order) {
    Tensor y = empty(x.layout().sizes(), order, x.dtype());
    if (Arrays.equals(y.layout().strides(), x.layout().strides())) {
      return x;
    }
    Copies.copy(x, y);
    return y;
  }

  /// Transforms some dimensions of a tensor whose dimensions lie in memory in this order.
  static void transform(Tensor y, int[] order, int[] dims, boolean forward, double scale) {
    if (y.numel() == 0) {
      return;
    }
    try {
      for (int k = 0; k < dims.length; k++) {
        int place = indexOf(order, dims[k]);
        Fourier.run(
            y.storage().array(),
            product(y, order, 0, place),
            (int) y.layout().sizes()[dims[k]],
            product(y, order, place + 1, order.length),
            forward,
            k == dims.length - 1 ? scale : 1);
      }
    } finally {
      Reference.reachabilityFence(y);
    }
  }

  private static int product(Tensor y, int[] order, int from, int to) {
    long product = 1;
    for (int k = from; k < to; k++) {
      product *= y.layout().sizes()[order[k]];
    }
    return Math.toIntExact(product);
  }

  /// How many elements a sum of the transform has.
  static double count(long[] sizes, int[] dims) {
    double count = 1;
    for (int d : dims) {
      count *= sizes[d];
    }
    return count;
  }
}
