package dev.gradus.op.embedding;

import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.RowSums;
import dev.gradus.op.pointwise.PlainArrays;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// Hands matrices to the kernels that add rows.
final class Rows {
  private static final int[] NONE = {};

  private Rows() {}

  /// A matrix of so many rows: the sums of rows of `x`. float16 and bfloat16 are added in float32.
  ///
  /// @param samples the factors, a vector; null for 1
  /// @param at which factor belongs to each addition
  static Tensor sums(
      Tensor x, int[] from, int[] to, @Nullable Tensor samples, int @Nullable [] at, long rows) {
    DType dtype = x.dtype();
    DType wide = dtype.itemSize() == 2 ? DType.FLOAT32 : dtype;
    Tensor plain = Call.unrecorded(() -> x.detach().to(wide).contiguous());
    Tensor y = Tensor.unfilled(Layout.contiguous(rows, x.size(1)), wide);
    int width = wide.isComplex() ? 2 : 1;
    int n = (int) x.size(1) * width;
    int xo = (int) plain.layout().offset() * width;
    int[] places = at == null ? NONE : at;
    try {
      switch (plain.storage().array()) {
        case float[] a ->
            RowSums.of(
                a,
                xo,
                from,
                to,
                n,
                samples == null ? null : PlainArrays.floats(samples),
                places,
                (float[]) y.storage().array(),
                (int) rows);
        case double[] a ->
            RowSums.of(
                a,
                xo,
                from,
                to,
                n,
                samples == null ? null : PlainArrays.doubles(samples),
                places,
                (double[]) y.storage().array(),
                (int) rows);
        case Object a -> throw new AssertionError(a.getClass());
      }
    } finally {
      Reference.reachabilityFence(plain);
    }
    return wide == dtype ? y : Call.unrecorded(() -> y.to(dtype));
  }

  /// How often each number occurs, at least 1, as a column to divide rows by.
  static Tensor counts(int[] numbers, long rows, DType dtype) {
    Tensor counts = Tensor.empty(DType.FLOAT64, rows, 1);
    double[] c = (double[]) counts.storage().array();
    for (int k : numbers) {
      c[k]++;
    }
    for (int k = 0; k < rows; k++) {
      c[k] = Math.max(c[k], 1);
    }
    return Call.unrecorded(() -> counts.to(dtype));
  }
}
