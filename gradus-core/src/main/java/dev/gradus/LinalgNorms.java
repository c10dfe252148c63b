package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.op.linalg.MatrixNorms;
import dev.gradus.op.linalg.NormDtypes;
import dev.gradus.op.linalg.Pinv;
import org.jspecify.annotations.Nullable;

/// Norms, condition numbers, ranks and pseudo-inverses among the statics of [Linalg].
abstract sealed class LinalgNorms extends LinalgSpectra permits LinalgProducts {
  /// The root of the sum of squares of all elements. **Dtype**: real. **Gradient**: g · x / y.
  /// **Source**: torch.linalg.norm.
  public static Tensor norm(Tensor x) {
    return MatrixNorms.any(x, (Double) null, null, false, null);
  }

  /// The norm of order `order` of a vector or a matrix. **Gradient**: as [#vectorNorm] and
  /// [#matrixNorm]. **Source**: torch.linalg.norm.
  public static Tensor norm(Tensor x, double order) {
    return MatrixNorms.any(x, order, null, false, null);
  }

  /// The norm `fro` or `nuc` of a matrix. **Gradient**: as [#matrixNorm]. **Source**:
  /// torch.linalg.norm.
  public static Tensor norm(Tensor x, String order) {
    return MatrixNorms.any(x, order, null, false, null);
  }

  /// Roots of sums of squares over one dimension or two. **Gradient**: g · x / y. **Errors**: more
  /// than two dimensions. **Source**: torch.linalg.norm.
  ///
  /// @param dims null for all
  /// @param dtype to compute in, null for that of the tensor
  public static Tensor norm(
      Tensor x, int @Nullable [] dims, boolean keepdim, @Nullable DType dtype) {
    return MatrixNorms.any(x, (Double) null, dims, keepdim, dtype);
  }

  /// Norms over one dimension, or of the matrices of two. **Gradient**: as [#vectorNorm] and
  /// [#matrixNorm]. **Errors**: more than two dimensions. **Source**: torch.linalg.norm.
  ///
  /// @param dims null for all
  /// @param dtype to compute in, null for that of the tensor
  public static Tensor norm(
      Tensor x, double order, int @Nullable [] dims, boolean keepdim, @Nullable DType dtype) {
    return MatrixNorms.any(x, order, dims, keepdim, dtype);
  }

  /// The norm `fro` or `nuc` of the matrices of two dimensions. **Gradient**: as [#matrixNorm].
  /// **Source**: torch.linalg.norm.
  public static Tensor norm(
      Tensor x, String order, int @Nullable [] dims, boolean keepdim, @Nullable DType dtype) {
    return MatrixNorms.any(x, order, dims, keepdim, dtype);
  }

  /// The norm of order p over dimensions, taken as one vector: as [Tensor#norm(double, int[],
  /// boolean)]. **Gradient**: as there. **Source**: torch.linalg.vector\_norm.
  ///
  /// @param dtype to compute in, null for that of the tensor
  public static Tensor vectorNorm(
      Tensor x, double order, int[] dims, boolean keepdim, @Nullable DType dtype) {
    NormDtypes.check("linalg.vector_norm", x, dtype);
    return (dtype == null ? x : x.to(dtype)).norm(order, dims, keepdim);
  }

  /// The root of the sum of squares of a matrix. **Shape**: (…, m, n) → (…). **Gradient**: g · A /
  /// y. **Source**: torch.linalg.matrix\_norm.
  public static Tensor matrixNorm(Tensor a) {
    return MatrixNorms.norm(a, "fro", new int[] {-2, -1}, false, null);
  }

  /// The norm of a matrix by a number: 1 and infinity give the largest sum of absolute values of a
  /// column or row, 2 the largest singular value, the negatives the smallest. **Shape**: (…, m, n)
  /// → (…). **Gradient**: that of the sums or singular values; shared evenly by equal ones.
  /// **Errors**: another order. **Source**: torch.linalg.matrix\_norm.
  public static Tensor matrixNorm(Tensor a, double order) {
    return MatrixNorms.norm(a, order, new int[] {-2, -1}, false, null);
  }

  /// The norm `fro`, the root of the sum of squares, or `nuc`, the sum of the singular values.
  /// **Gradient**: g · A / y; g · U·Vᴴ. **Source**: torch.linalg.matrix\_norm.
  public static Tensor matrixNorm(Tensor a, String order) {
    return MatrixNorms.norm(a, order, new int[] {-2, -1}, false, null);
  }

  /// As [#matrixNorm(Tensor, double)].
  ///
  /// @param dims the dimensions of rows and columns
  /// @param dtype to compute in, null for that of the tensor
  public static Tensor matrixNorm(
      Tensor a, double order, int[] dims, boolean keepdim, @Nullable DType dtype) {
    return MatrixNorms.norm(a, order, dims, keepdim, dtype);
  }

  /// As [#matrixNorm(Tensor, String)].
  ///
  /// @param dims the dimensions of rows and columns
  /// @param dtype to compute in, null for that of the tensor
  public static Tensor matrixNorm(
      Tensor a, String order, int[] dims, boolean keepdim, @Nullable DType dtype) {
    return MatrixNorms.norm(a, order, dims, keepdim, dtype);
  }

  /// The condition number: the largest singular value over the smallest. **Shape**: (…, m, n) →
  /// (…). **Gradient**: that of the singular values. **Source**: torch.linalg.cond.
  public static Tensor cond(Tensor a) {
    return MatrixNorms.condition(a, 2);
  }

  /// As [#cond(Tensor)] in the norm of a number, ±1, ±2 or ±infinity: for −2 the smallest over the
  /// largest, else the norm of A times that of its inverse, infinite where there is none.
  /// **Gradient**: that of the norms and the inverse. **Source**: torch.linalg.cond.
  public static Tensor cond(Tensor a, double order) {
    return MatrixNorms.condition(a, order);
  }

  /// As [#cond(Tensor, double)] in the norm `fro` or `nuc`.
  public static Tensor cond(Tensor a, String order) {
    return MatrixNorms.condition(a, order);
  }

  /// How many singular values count. **Shape**: (…, m, n) → (…). **Dtype**: int64. **Gradient**:
  /// none. **Source**: torch.linalg.matrix\_rank.
  public static Tensor matrixRank(Tensor a) {
    return MatrixNorms.rank(a, RankOptions.DEFAULT);
  }

  /// As [#matrixRank(Tensor)], saying which count.
  public static Tensor matrixRank(Tensor a, RankOptions options) {
    return MatrixNorms.rank(a, options);
  }

  /// The pseudo-inverse P of Moore and Penrose: V·diag(1/S)·Uᴴ, where small singular values have 0
  /// for 1/S. **Shape**: (…, m, n) → (…, n, m). **Gradient**: −Pᴴ·g·Pᴴ + (I − A·P)·gᴴ·P·Pᴴ +
  /// Pᴴ·P·gᴴ·(I − P·A). **Source**: torch.linalg.pinv.
  public static Tensor pinv(Tensor a) {
    return Pinv.of(a, RankOptions.DEFAULT);
  }

  /// As [#pinv(Tensor)], saying which count.
  public static Tensor pinv(Tensor a, RankOptions options) {
    return Pinv.of(a, options);
  }
}
