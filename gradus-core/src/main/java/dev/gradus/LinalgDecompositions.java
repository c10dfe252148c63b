package dev.gradus;

import dev.gradus.op.linalg.CholeskyEx;
import dev.gradus.op.linalg.Infos;
import dev.gradus.op.linalg.Lu;
import dev.gradus.op.linalg.LuFactorEx;

/// Triangular factorisations among the functions of [Linalg].
abstract sealed class LinalgDecompositions extends LinalgFactors permits LinalgSpectra {
  /// The lower triangle L of a positive-definite A = L·Lᴴ, of which only the lower triangle is
  /// read. **Shape**: (…, n, n). **Gradient**: ½ L⁻ᴴ·S·L⁻¹, where S is the lower triangle of Lᴴ·g
  /// and its mirror image. **Errors**: a matrix that is not positive-definite. **Source**:
  /// torch.linalg.cholesky.
  public static Tensor cholesky(Tensor a) {
    return cholesky(a, false);
  }

  /// As [#cholesky(Tensor)]; with `upper` U of A = Uᴴ·U by the upper triangle.
  public static Tensor cholesky(Tensor a, boolean upper) {
    Tensor[] all = CholeskyEx.of(a, upper);
    Infos.check("linalg.cholesky", all[1], a.dim() == 2);
    return all[0];
  }

  /// As [#cholesky(Tensor)], telling in numbers which matrices are not positive-definite.
  /// **Gradient**: as there. **Source**: torch.linalg.cholesky\_ex.
  public static ResultAndInfo choleskyEx(Tensor a) {
    return choleskyEx(a, false, false);
  }

  /// As [#choleskyEx(Tensor)]; with `upper` U, with `checkErrors` throwing.
  public static ResultAndInfo choleskyEx(Tensor a, boolean upper, boolean checkErrors) {
    Tensor[] all = CholeskyEx.of(a, upper);
    if (checkErrors) {
      Infos.check("linalg.cholesky_ex", all[1], a.dim() == 2);
    }
    return new ResultAndInfo(all[0], all[1]);
  }

  /// The matrices of A = P·L·U. **Shape**: (…, m, n) → (…, m, m), (…, m, k), (…, k, n) with k the
  /// smaller of m and n. **Gradient**: by those of L and U, with P held fixed. **Source**:
  /// torch.linalg.lu.
  public static LuFactors lu(Tensor a) {
    return lu(a, true);
  }

  /// As [#lu(Tensor)]. **Errors**: without `pivot`, as in PyTorch on the CPU.
  public static LuFactors lu(Tensor a, boolean pivot) {
    Tensor[] parts = Lu.of(a, pivot);
    return new LuFactors(parts[0], parts[1], parts[2]);
  }

  /// The factors of A = P·L·U in one matrix. **Shape**: (…, m, n) → (…, m, n), (…, k) with k the
  /// smaller of m and n. **Gradient**: as [#lu(Tensor)]. **Errors**: a diagonal element of U that
  /// is zero. **Source**: torch.linalg.lu\_factor.
  public static CompactLu luFactor(Tensor a) {
    return luFactor(a, true);
  }

  /// As [#luFactor(Tensor)]. **Errors**: without `pivot`, as in PyTorch on the CPU.
  public static CompactLu luFactor(Tensor a, boolean pivot) {
    CompactLu factors = luFactorEx(a, pivot, false);
    Infos.check("torch.linalg.lu_factor", factors.info(), a.dim() == 2);
    return factors;
  }

  /// As [#luFactor(Tensor)], telling in numbers where the diagonal of U has a zero. **Gradient**:
  /// as there. **Source**: torch.linalg.lu\_factor\_ex.
  public static CompactLu luFactorEx(Tensor a) {
    return luFactorEx(a, true, false);
  }

  /// As [#luFactorEx(Tensor)], with `checkErrors` throwing. **Errors**: without `pivot`, as in
  /// PyTorch on the CPU.
  public static CompactLu luFactorEx(Tensor a, boolean pivot, boolean checkErrors) {
    Tensor[] all = LuFactorEx.of("torch.lu_factor", a, pivot);
    if (checkErrors) {
      Infos.check("torch.linalg.lu_factor_ex", all[2], a.dim() == 2);
    }
    return new CompactLu(all[0], all[1], all[2]);
  }
}
