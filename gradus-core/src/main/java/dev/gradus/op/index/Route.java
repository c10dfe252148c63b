package dev.gradus.op.index;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.Places;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;

/// The way through a tensor: for every element of a result, where it lies.
///
/// @param sizes the sizes of the result
/// @param walked for each dimension of the result the dimension of the tensor along which it goes,
///   or -1 where index tensors decide
/// @param terms the index tensors
/// @param bounds what is said of a wrong position
record Route(long[] sizes, int[] walked, List<Term> terms, Bounds bounds) {
  /// In place of a dimension: positions number all elements in row-major order.
  static final int FLAT = -1;

  /// An index tensor.
  ///
  /// @param dim the dimension of the tensor in which it holds positions, or [#FLAT]
  /// @param index the positions
  /// @param strides its strides along the dimensions of the result
  record Term(int dim, Tensor index, long[] strides) {}

  /// The slots of the result's elements in an array: runs of `length` slots, `step` apart, that
  /// begin at the `starts`.
  record Runs(int[] starts, int length, int step) {}

  /// The slots in the array of a tensor of this layout. Throws for positions outside it.
  Runs runs(Layout x, DType dtype) {
    int width = dtype.isComplex() ? 2 : 1;
    if (Sizes.numel(sizes) == 0) {
      return new Runs(new int[0], 1, 1);
    }
    long[] steps = new long[sizes.length];
    for (int d = 0; d < steps.length; d++) {
      steps[d] = walked[d] < 0 ? 0 : x.strides()[walked[d]];
    }
    int outer = sizes.length;
    long length = 1;
    long step = 1;
    while (outer > 0 && isFree(outer - 1)) {
      long size = sizes[outer - 1];
      long stride = steps[outer - 1];
      boolean first = length == 1 && (width == 1 || stride == 1);
      if (size != 1) {
        if (!first && (length == 1 || stride != length * step)) {
          break;
        }
        step = length == 1 ? stride : step;
        length *= size;
      }
      outer--;
    }
    int[] starts = starts(x, Arrays.copyOf(sizes, outer), steps);
    if (width == 2) {
      Places.scale(starts, 2);
    }
    return new Runs(starts, (int) length * width, (int) step);
  }

  // Whether no index tensor depends on the dimension.
  private boolean isFree(int d) {
    if (sizes[d] == 1) {
      return true;
    }
    for (Term t : terms) {
      if (t.strides[d] != 0) {
        return false;
      }
    }
    return true;
  }

  private int[] starts(Layout x, long[] outer, long[] steps) {
    boolean flat = terms.get(0).dim == FLAT;
    int[] starts = Places.plain(outer, steps, flat ? 0 : x.offset());
    for (int k = 0; k < terms.size(); k++) {
      add(starts, outer, k, x);
    }
    if (flat) {
      if (x.isContiguous()) {
        Places.shift(starts, x.offset());
      } else {
        Places.unravel(starts, x.sizes(), x.strides(), x.offset());
      }
    }
    return starts;
  }

  private void add(int[] starts, long[] outer, int k, Layout x) {
    Term t = terms.get(k);
    boolean flat = t.dim == FLAT;
    long size = flat ? x.numel() : x.rank() == 0 ? 1 : x.sizes()[t.dim];
    long step = flat ? 1 : x.rank() == 0 ? 0 : x.strides()[t.dim];
    Tensor index = t.index;
    long[] strides = t.strides;
    if (index.dtype() != DType.INT64) {
      Tensor wide = Tensor.emptyStrided(index.layout().at(0), DType.INT64);
      Copies.copy(index, wide);
      index = wide;
    }
    try {
      long[] values = (long[]) index.storage().array();
      long bad =
          Places.add(
              starts, outer, values, index.layout().offset(), strides, size, step, bounds.wraps());
      if (bad >= 0) {
        throw bounds.error(values[(int) bad], k, Math.max(t.dim, 0), size);
      }
    } finally {
      Reference.reachabilityFence(index);
    }
  }
}
