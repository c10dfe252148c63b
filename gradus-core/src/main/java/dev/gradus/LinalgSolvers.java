package dev.gradus;

import dev.gradus.op.linalg.Det;
import dev.gradus.op.linalg.Infos;
import dev.gradus.op.linalg.InvEx;
import dev.gradus.op.linalg.Lstsq;
import dev.gradus.op.linalg.LuSolve;
import dev.gradus.op.linalg.Slogdet;
import dev.gradus.op.linalg.SolveEx;
import dev.gradus.op.linalg.SolveTriangular;
import org.jspecify.annotations.Nullable;

/// Determinants, inverses and solvers among the functions of [Linalg].
abstract sealed class LinalgSolvers permits LinalgFactors {
  /// The determinant. **Shape**: (…, n, n) → (…). **Gradient**: g · conj(det) · A⁻ᴴ; where A has no
  /// inverse, that of a matrix very near. **Errors**: matrices that are not square. **Source**:
  /// torch.linalg.det.
  public static Tensor det(Tensor a) {
    return Det.of(a);
  }

  /// The sign and the logarithm of the absolute value of the determinant. **Shape**: (…, n, n) →
  /// (…), (…). **Gradient**: of the logarithm g · A⁻ᴴ; of a complex sign −i · imag(conj(g) · sign)
  /// · A⁻ᴴ, of a real one 0. **Source**: torch.linalg.slogdet.
  public static SignAndLogDet slogdet(Tensor a) {
    Tensor[] all = Slogdet.of(a);
    return new SignAndLogDet(all[0], all[1]);
  }

  /// The inverse. **Shape**: (…, n, n). **Gradient**: −A⁻ᴴ · g · A⁻ᴴ. **Errors**: a matrix without
  /// inverse. **Source**: torch.linalg.inv.
  public static Tensor inv(Tensor a) {
    Tensor[] all = InvEx.of(a);
    Infos.check("linalg.inv", all[1], a.dim() == 2);
    return all[0];
  }

  /// As [#inv(Tensor)], telling in numbers which matrices have no inverse. **Gradient**: as there.
  /// **Source**: torch.linalg.inv\_ex.
  public static ResultAndInfo invEx(Tensor a) {
    return invEx(a, false);
  }

  /// As [#invEx(Tensor)], with `checkErrors` throwing.
  public static ResultAndInfo invEx(Tensor a, boolean checkErrors) {
    Tensor[] all = InvEx.of(a);
    if (checkErrors) {
      Infos.check("linalg.inv_ex", all[1], a.dim() == 2);
    }
    return new ResultAndInfo(all[0], all[1]);
  }

  /// The solution X of A·X = B. **Shape**: (…, n, n), (…, n, k) → (…, n, k); B may be a vector, or
  /// as many vectors as there are matrices. **Gradient**: gB solves Aᴴ·gB = g; gA = −gB·Xᴴ.
  /// **Errors**: a matrix without inverse. **Source**: torch.linalg.solve.
  public static Tensor solve(Tensor a, Tensor b) {
    return solve(a, b, true);
  }

  /// As [#solve(Tensor, Tensor)]; without `left` the solution of X·A = B.
  public static Tensor solve(Tensor a, Tensor b, boolean left) {
    Tensor[] all = SolveEx.of(a, b, left);
    Infos.check("torch.linalg.solve", all[1], a.dim() == 2);
    return all[0];
  }

  /// As [#solve(Tensor, Tensor)], telling in numbers which matrices have no inverse. **Gradient**:
  /// as there. **Source**: torch.linalg.solve\_ex.
  public static ResultAndInfo solveEx(Tensor a, Tensor b) {
    return solveEx(a, b, true, false);
  }

  /// As [#solveEx(Tensor, Tensor)]; without `left` for X·A = B, with `checkErrors` throwing.
  public static ResultAndInfo solveEx(Tensor a, Tensor b, boolean left, boolean checkErrors) {
    Tensor[] all = SolveEx.of(a, b, left);
    if (checkErrors) {
      Infos.check("torch.linalg.solve_ex", all[1], a.dim() == 2);
    }
    return new ResultAndInfo(all[0], all[1]);
  }

  /// The solution X of A·X = B for a triangular A, whose other side is not read. **Shape**: (…, n,
  /// n), (…, n, k) → (…, n, k). **Gradient**: gB solves Aᴴ·gB = g; of A the triangle of −gB·Xᴴ.
  /// **Source**: torch.linalg.solve\_triangular.
  public static Tensor solveTriangular(Tensor a, Tensor b, boolean upper) {
    return SolveTriangular.of(a, b, upper, true, false);
  }

  /// As [#solveTriangular(Tensor, Tensor, boolean)]; without `left` for X·A = B, with
  /// `unitriangular` taking the diagonal of A for ones.
  public static Tensor solveTriangular(
      Tensor a, Tensor b, boolean upper, boolean left, boolean unitriangular) {
    return SolveTriangular.of(a, b, upper, left, unitriangular);
  }

  /// The solution X of A·X = B by the factors that [Linalg#luFactor(Tensor)] computed. **Shape**:
  /// (…, n, n), (…, n), (…, n, k) → (…, n, k). **Gradient**: gB solves Aᴴ·gB = g; of the factors
  /// that of A = P·L·U. **Source**: torch.linalg.lu\_solve.
  public static Tensor luSolve(Tensor lu, Tensor pivots, Tensor b) {
    return LuSolve.of(lu, pivots, b, true, false);
  }

  /// As [#luSolve(Tensor, Tensor, Tensor)]; without `left` for X·A = B, with `adjoint` for Aᴴ.
  public static Tensor luSolve(Tensor lu, Tensor pivots, Tensor b, boolean left, boolean adjoint) {
    return LuSolve.of(lu, pivots, b, left, adjoint);
  }

  /// The X with the least |B − A·X|, and of those the least one. **Shape**: (…, m, n), (…, m, k) →
  /// (…, n, k); B may be a vector. **Gradient**: with P the pseudo-inverse, of B Pᴴ·g; of A that of
  /// P at g·Bᴴ. **Source**: torch.linalg.lstsq.
  public static LeastSquares lstsq(Tensor a, Tensor b) {
    return lstsq(a, b, null, null);
  }

  /// As [#lstsq(Tensor, Tensor)]. **Errors**: a matrix without full rank with the driver gels.
  ///
  /// @param rcond what is smaller than this part of the largest counts as zero; null for the eps of
  ///   the dtype times the larger side
  /// @param driver `gels` for full rank, by reflections; `gelsy`, also for null, with exchanged
  ///   columns; `gelsd` or `gelss` by singular values
  public static LeastSquares lstsq(
      Tensor a, Tensor b, @Nullable Double rcond, @Nullable String driver) {
    Tensor[] all = Lstsq.of(a, b, rcond, driver);
    Infos.check("torch.linalg.lstsq", all[4], all[4].numel() <= 1);
    return new LeastSquares(all[0], all[1], all[2], all[3]);
  }
}
