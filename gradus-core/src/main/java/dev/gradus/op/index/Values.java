package dev.gradus.op.index;

import dev.gradus.Tensor;
import dev.gradus.kernel.Scatter;
import dev.gradus.kernel.ScatterAdd;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.op.pointwise.Scalar;
import java.lang.ref.Reference;
import java.util.Arrays;

/// The elements that are written or added: contiguous, of the sizes of the places, or a single one
/// for all of them.
///
/// @param y a contiguous tensor
record Values(Tensor y) {
  /// The values of a tensor that broadcasts to the sizes.
  static Values of(Tensor values, long[] sizes) {
    boolean fits =
        values.numel() == 1
            || values.isContiguous() && Arrays.equals(values.layout().sizes(), sizes);
    return new Values(fits ? values : copy(values, sizes));
  }

  private static Tensor copy(Tensor values, long[] sizes) {
    Tensor own = Tensor.empty(values.dtype(), sizes);
    Copies.copy(values, own);
    return own;
  }

  /// The same values in memory of their own where they share that of the target.
  Values apartFrom(Tensor target) {
    return y.storage() == target.storage() ? new Values(copy(y, y.layout().sizes())) : this;
  }

  void write(Route.Runs runs, Tensor x) {
    int width = x.dtype().isComplex() ? 2 : 1;
    try {
      Scatter.write(
          y.storage().array(),
          (int) y.layout().offset() * width,
          (int) y.numel() * width,
          runs.starts(),
          runs.length(),
          runs.step(),
          x.storage().array());
    } finally {
      Reference.reachabilityFence(y);
      Reference.reachabilityFence(x);
    }
  }

  void add(Route.Runs runs, Scalar alpha, Tensor x) {
    int width = x.dtype().isComplex() ? 2 : 1;
    try {
      ScatterAdd.add(
          x.dtype(),
          y.storage().array(),
          (int) y.layout().offset() * width,
          (int) y.numel() * width,
          runs.starts(),
          runs.length(),
          runs.step(),
          alpha.real(),
          alpha.whole(),
          x.storage().array());
    } finally {
      Reference.reachabilityFence(y);
      Reference.reachabilityFence(x);
    }
  }
}
