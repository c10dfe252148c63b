package dev.gradus.op.linalg;

import dev.gradus.Tensor;
import dev.gradus.kernel.Dense;
import dev.gradus.kernel.LuFactor;

/// The factors `P·A = L·U` of a batch of matrices.
///
/// @param lu both factors of each matrix in one
/// @param pivots for each step the row that was exchanged with, from 1
/// @param info 0, or the first diagonal element of U that is zero
/// @param transposed whether they are the factors of `Aᵀ`
@SuppressWarnings("ArrayRecordComponent")
record LuBatch(Matrices lu, int[] pivots, int[] info, boolean transposed) {

  /// Factors matrices.
  static LuBatch of(Tensor a) {
    return of(Matrices.of(a), false);
  }

  /// Factors matrices, or their transposes where these lie by columns, as PyTorch does to save a
  /// copy.
  static LuBatch ofEither(Tensor a) {
    return isTransposed(a) ? of(Matrices.transposed(a, Matrices.batch(a)), true) : of(a);
  }

  /// Whether [#ofEither] factors the transposes.
  static boolean isTransposed(Tensor a) {
    return a.isContiguous() && !a.dtype().isComplex();
  }

  private static LuBatch of(Matrices lu, boolean transposed) {
    int k = Math.min(lu.rows(), lu.columns());
    int[] pivots = new int[lu.count() * k];
    int[] info = new int[lu.count()];
    lu.each(
        (long) lu.rows() * lu.columns() * k,
        t -> info[t] = LuFactor.run(lu.matrix(t), pivots, t * k));
    return new LuBatch(lu, pivots, info, transposed);
  }

  /// Takes up factors that were computed before.
  static LuBatch of(Tensor lu, Tensor pivots) {
    int[] checked = Pivots.forSolve(pivots, (int) lu.size(-1));
    return new LuBatch(Matrices.of(lu), checked, new int[0], false);
  }

  /// Replaces the columns of `b` by solutions.
  ///
  /// @param transpose whether with `Aᵀ` instead of `A`
  /// @param conj whether with the conjugates
  void solve(boolean transpose, boolean conj, Matrices b) {
    int n = lu.rows();
    int[] places = Matrices.places(lu.batch(), b.batch());
    b.each(
        (long) n * n * b.columns(),
        t -> {
          Dense factors = lu.matrix(places[t]);
          LuFactor.solve(
              conj ? factors.conjugated() : factors,
              pivots,
              places[t] * n,
              transpose != transposed,
              b.matrix(t));
        });
  }

  Tensor pivotsTensor() {
    return Matrices.ints(pivots, Matrices.with(lu.batch(), Math.min(lu.rows(), lu.columns())));
  }

  Tensor infoTensor() {
    return Matrices.ints(info, lu.batch());
  }
}
