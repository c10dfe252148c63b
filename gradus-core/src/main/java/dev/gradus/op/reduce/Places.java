package dev.gradus.op.reduce;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import java.util.Arrays;

/// The numbers 0, 1, … along a dimension.
final class Places {
  private Places() {}

  static Tensor along(long[] sizes, int dim) {
    long[] shape = new long[sizes.length];
    Arrays.fill(shape, 1);
    int n = sizes.length == 0 ? 1 : (int) sizes[dim];
    if (sizes.length > 0) {
      shape[dim] = n;
    }
    long[] values = new long[n];
    Arrays.setAll(values, i -> i);
    return Tensor.wrap(Storage.wrap(values), Layout.contiguous(shape), DType.INT64);
  }
}
