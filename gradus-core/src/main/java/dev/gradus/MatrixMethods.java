package dev.gradus;

import dev.gradus.op.linalg.CholeskyInverse;
import dev.gradus.op.linalg.CholeskySolve;
import dev.gradus.op.linalg.Geqrf;
import dev.gradus.op.linalg.Ormqr;
import dev.gradus.op.linalg.TriangularSolution;

/// Factorisations and solvers under PyTorch's older names; [Linalg] has them all.
public sealed interface MatrixMethods permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// As [Linalg#det(Tensor)]. **Gradient**: as there. **Source**: torch.det.
  default Tensor det() {
    return Linalg.det(self());
  }

  /// As [Linalg#slogdet(Tensor)]. **Gradient**: as there. **Source**: torch.slogdet.
  default SignAndLogDet slogdet() {
    return Linalg.slogdet(self());
  }

  /// The logarithm of the determinant; nan where it is negative. **Shape**: (…, n, n) → (…).
  /// **Gradient**: g · A⁻ᴴ. **Source**: torch.logdet.
  default Tensor logdet() {
    SignAndLogDet both = Linalg.slogdet(self());
    if (self().dtype().isComplex()) {
      return both.sign().log().add(both.logabsdet());
    }
    Tensor negative = both.sign().detach().eq(-1L);
    Tensor nan = Gradus.scalarTensor(Double.NaN, self().dtype());
    return Gradus.where(negative, nan, both.logabsdet());
  }

  /// As [Linalg#inv(Tensor)]. **Gradient**: as there. **Source**: torch.inverse.
  default Tensor inverse() {
    return Linalg.inv(self());
  }

  /// As [Linalg#cholesky(Tensor)]. **Gradient**: as there. **Source**: torch.cholesky.
  default Tensor cholesky() {
    return Linalg.cholesky(self());
  }

  /// As [Linalg#cholesky(Tensor, boolean)].
  default Tensor cholesky(boolean upper) {
    return Linalg.cholesky(self(), upper);
  }

  /// The inverse of L·Lᴴ by L, this tensor. **Shape**: (…, n, n). **Gradient**: with S = Y·(g +
  /// gᴴ)·Y and Y the result, −S·L. **Errors**: a zero on the diagonal. **Source**:
  /// torch.cholesky\_inverse.
  default Tensor choleskyInverse() {
    return choleskyInverse(false);
  }

  /// As [#choleskyInverse()]; with `upper` the inverse of Uᴴ·U by U.
  default Tensor choleskyInverse(boolean upper) {
    return CholeskyInverse.of(self(), upper);
  }

  /// The solution X of L·Lᴴ·X = B by L, with B this tensor. **Shape**: (…, n, k), (…, n, n) → (…,
  /// n, k). **Gradient**: gB by that equation with g; with S = gB·Xᴴ + X·gBᴴ, of L −S·L.
  /// **Source**: torch.cholesky\_solve.
  default Tensor choleskySolve(Tensor l) {
    return choleskySolve(l, false);
  }

  /// As [#choleskySolve(Tensor)]; with `upper` for Uᴴ·U·X = B by U.
  default Tensor choleskySolve(Tensor l, boolean upper) {
    return CholeskySolve.of(self(), l, upper);
  }

  /// As [Linalg#luFactorEx(Tensor)]. **Gradient**: as there. **Source**: torch.lu.
  default CompactLu lu() {
    return Linalg.luFactorEx(self());
  }

  /// As [#lu()]. **Errors**: without `pivot`, as in PyTorch on the CPU.
  default CompactLu lu(boolean pivot) {
    return Linalg.luFactorEx(self(), pivot, false);
  }

  /// As [Linalg#luSolve(Tensor, Tensor, Tensor)], with B this tensor. **Gradient**: as there.
  /// **Source**: torch.lu\_solve.
  default Tensor luSolve(Tensor lu, Tensor pivots) {
    return Linalg.luSolve(lu, pivots, self());
  }

  /// The solution X of A·X = B for an upper triangular A, with B this tensor, and a copy of A.
  /// **Gradient**: gB solves Aᴴ·gB = g; of A the triangle of −gB·Xᴴ, and g of the copy. **Source**:
  /// torch.triangular\_solve.
  default TriangularSolve triangularSolve(Tensor a) {
    return triangularSolve(a, true, false, false);
  }

  /// As [#triangularSolve(Tensor)]; A may be lower triangular, transposed, or have ones for its
  /// diagonal.
  default TriangularSolve triangularSolve(
      Tensor a, boolean upper, boolean transpose, boolean unitriangular) {
    Tensor[] both = TriangularSolution.of(self(), a, upper, transpose, unitriangular);
    return new TriangularSolve(both[0], both[1]);
  }

  /// As [Linalg#qr(Tensor)]. **Gradient**: as there. **Source**: torch.qr.
  default QrFactors qr() {
    return Linalg.qr(self());
  }

  /// As [#qr()]; without `some` with a square Q.
  default QrFactors qr(boolean some) {
    return Linalg.qr(self(), some ? "reduced" : "complete");
  }

  /// R, and the reflections that make Q below its diagonal, as LAPACK has them. **Shape**: (…, m,
  /// n) → (…, m, n), (…, k) with k the smaller of m and n. **Gradient**: none, as in PyTorch.
  /// **Source**: torch.geqrf.
  default Reflections geqrf() {
    Tensor[] both = Geqrf.of(self());
    return new Reflections(both[0], both[1]);
  }

  /// As [Linalg#householderProduct(Tensor, Tensor)]. **Gradient**: as there. **Source**:
  /// torch.orgqr.
  default Tensor orgqr(Tensor tau) {
    return Linalg.householderProduct(self(), tau);
  }

  /// The product of the reflections in this tensor times another matrix: Q·C. **Shape**: (…, m, n),
  /// (…, k), (…, m, r) → (…, m, r). **Gradient**: of C Qᴴ·g; of the reflections that of the product
  /// I − V·T·Vᴴ. **Source**: torch.ormqr.
  default Tensor ormqr(Tensor tau, Tensor other) {
    return Ormqr.of(self(), tau, other, true, false);
  }

  /// As [#ormqr(Tensor, Tensor)]; without `left` C·Q, with `transpose` Qᴴ for Q.
  default Tensor ormqr(Tensor tau, Tensor other, boolean left, boolean transpose) {
    return Ormqr.of(self(), tau, other, left, transpose);
  }

  /// U, S and V of A = U·diag(S)·Vᴴ, as many columns as there are values. **Gradient**: as
  /// [Linalg#svd(Tensor)]. **Source**: torch.svd.
  default SvdTriple svd() {
    return svd(true, true);
  }

  /// As [#svd()]; without `some` U and V are square, without `computeUv` square and zero.
  default SvdTriple svd(boolean some, boolean computeUv) {
    if (computeUv) {
      SvdFactors all = Linalg.svd(self(), !some);
      return new SvdTriple(all.u(), all.s(), all.vh().mH());
    }
    Tensor s = Linalg.svdvals(self());
    return new SvdTriple(zeros(-2), s, zeros(-1));
  }

  private Tensor zeros(int dim) {
    long[] sizes = self().shape();
    sizes[sizes.length - 1] = self().size(dim);
    sizes[sizes.length - 2] = self().size(dim);
    return Gradus.zeros(self().dtype(), sizes);
  }

  /// As [Linalg#pinv(Tensor)], where values up to 1e-15 of the largest count as zero. **Gradient**:
  /// as there. **Source**: torch.pinverse.
  default Tensor pinverse() {
    return pinverse(1e-15);
  }

  /// As [#pinverse()] with another part of the largest value.
  default Tensor pinverse(double rcond) {
    return Linalg.pinv(self(), RankOptions.DEFAULT.withAtol(0).withRtol(rcond));
  }

  /// As [Linalg#matrixExp(Tensor)]. **Gradient**: as there. **Source**: torch.matrix\_exp.
  default Tensor matrixExp() {
    return Linalg.matrixExp(self());
  }
}
