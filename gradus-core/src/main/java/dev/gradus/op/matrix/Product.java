package dev.gradus.op.matrix;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.Gemm;
import dev.gradus.kernel.InnerProduct;
import dev.gradus.kernel.Reduction;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;

/// Hands the arrays of matrices to the product kernel.
final class Product {
  private Product() {}

  /// The product of two matrices of equal dtype and fitting sizes.
  static Tensor of(Tensor a, Tensor b) {
    Layout la = a.layout();
    Layout lb = b.layout();
    int m = (int) la.sizes()[0];
    int k = (int) la.sizes()[1];
    int n = (int) lb.sizes()[1];
    if (m == 0 || n == 0 || k == 0) {
      return Tensor.empty(a.dtype(), m, n);
    }
    Tensor c = Tensor.unfilled(Layout.contiguous(m, n), a.dtype());
    try {
      Gemm.gemm(
          a.dtype(),
          m,
          n,
          k,
          a.storage().array(),
          (int) la.offset(),
          (int) la.strides()[0],
          (int) la.strides()[1],
          b.storage().array(),
          (int) lb.offset(),
          (int) lb.strides()[0],
          (int) lb.strides()[1],
          c.storage().array(),
          0,
          n);
    } finally {
      Reference.reachabilityFence(a);
      Reference.reachabilityFence(b);
    }
    return c;
  }

  /// Whether [#onto] computes `a·b + row`: the same numbers for every row of a product of floats or
  /// doubles.
  static boolean goesOnto(Tensor row, Tensor a, Tensor b) {
    boolean real = a.dtype() == DType.FLOAT32 || a.dtype() == DType.FLOAT64;
    boolean plain = row.dim() == 1 && row.size(0) > 1 && row.layout().strides()[0] == 1;
    boolean fits = plain && row.size(0) == b.size(1);
    return real && fits && a.numel() > 0;
  }

  /// The product of two matrices and, added to each of its rows, the same numbers: first where sums
  /// are of one block, since then that gives the same bits, else last.
  static Tensor onto(Tensor row, Tensor a, Tensor b) {
    if (a.size(0) > 1 && a.size(1) <= Gemm.BLOCK) {
      return from(row, a, b);
    }
    Tensor c = of(a, b);
    int n = (int) b.size(1);
    int at = (int) row.layout().offset();
    try {
      Reduction.addToRows((int) a.size(0), n, row.storage().array(), at, c.storage().array());
    } finally {
      Reference.reachabilityFence(row);
    }
    return c;
  }

  private static Tensor from(Tensor row, Tensor a, Tensor b) {
    Layout la = a.layout();
    Layout lb = b.layout();
    int m = (int) la.sizes()[0];
    int n = (int) lb.sizes()[1];
    Tensor c = Tensor.unfilled(Layout.contiguous(m, n), a.dtype());
    try {
      Gemm.fromRow(
          a.dtype(),
          m,
          n,
          (int) la.sizes()[1],
          row.storage().array(),
          (int) row.layout().offset(),
          a.storage().array(),
          (int) la.offset(),
          (int) la.strides()[0],
          (int) la.strides()[1],
          b.storage().array(),
          (int) lb.offset(),
          (int) lb.strides()[0],
          (int) lb.strides()[1],
          c.storage().array());
    } finally {
      Reference.reachabilityFence(row);
      Reference.reachabilityFence(a);
      Reference.reachabilityFence(b);
    }
    return c;
  }

  /// The inner product of two vectors of equal dtype and length.
  static Tensor dot(Tensor a, Tensor b) {
    if (a.dtype() != DType.FLOAT32 && a.dtype() != DType.FLOAT64 || a.numel() == 0) {
      return Reshaped.scalar(of(Reshaped.row(a), Reshaped.column(b)));
    }
    int n = (int) a.numel();
    int ao = (int) a.layout().offset();
    int bo = (int) b.layout().offset();
    int aStep = (int) a.layout().strides()[0];
    int bStep = (int) b.layout().strides()[0];
    Tensor c = Tensor.unfilled(Layout.SCALAR, a.dtype());
    try {
      if (a.dtype() == DType.FLOAT32) {
        float[] x = (float[]) a.storage().array();
        float[] y = (float[]) b.storage().array();
        ((float[]) c.storage().array())[0] = InnerProduct.of(n, x, ao, aStep, y, bo, bStep);
      } else {
        double[] x = (double[]) a.storage().array();
        double[] y = (double[]) b.storage().array();
        ((double[]) c.storage().array())[0] = InnerProduct.of(n, x, ao, aStep, y, bo, bStep);
      }
    } finally {
      Reference.reachabilityFence(a);
      Reference.reachabilityFence(b);
    }
    return c;
  }

  /// The products of two batches of matrices of equal dtype and fitting sizes.
  static Tensor ofBatch(Tensor a, Tensor b) {
    Layout la = a.layout();
    Layout lb = b.layout();
    int batch = (int) la.sizes()[0];
    int m = (int) la.sizes()[1];
    int k = (int) la.sizes()[2];
    int n = (int) lb.sizes()[2];
    if (batch == 0 || m == 0 || n == 0 || k == 0) {
      return Tensor.empty(a.dtype(), batch, m, n);
    }
    Tensor c = Tensor.unfilled(Layout.contiguous(batch, m, n), a.dtype());
    try {
      Gemm.gemmBatch(
          a.dtype(),
          batch,
          m,
          n,
          k,
          a.storage().array(),
          (int) la.offset(),
          (int) la.strides()[0],
          (int) la.strides()[1],
          (int) la.strides()[2],
          b.storage().array(),
          (int) lb.offset(),
          (int) lb.strides()[0],
          (int) lb.strides()[1],
          (int) lb.strides()[2],
          c.storage().array(),
          0,
          m * n,
          n);
    } finally {
      Reference.reachabilityFence(a);
      Reference.reachabilityFence(b);
    }
    return c;
  }
}
