package dev.gradus;

import dev.gradus.op.linalg.HouseholderProduct;
import dev.gradus.op.linalg.Infos;
import dev.gradus.op.linalg.LdlFactorEx;
import dev.gradus.op.linalg.LdlSolve;
import dev.gradus.op.linalg.Qr;
import dev.gradus.op.linalg.TensorEquations;

/// Orthogonal and symmetric factorisations among the functions of [Linalg].
abstract sealed class LinalgFactors extends LinalgSolvers permits LinalgDecompositions {
  /// Orthonormal columns Q and an upper triangle R with A = Q·R. **Shape**: (…, m, n) → (…, m, k),
  /// (…, k, n) with k the smaller of m and n. **Gradient**: (gQ + Q·S)·R⁻ᴴ, where S is the upper
  /// triangle of gR·Rᴴ − Qᴴ·gQ and its mirror image; the columns beyond a square have Q·gR.
  /// **Source**: torch.linalg.qr.
  public static QrFactors qr(Tensor a) {
    return qr(a, "reduced");
  }

  /// As [#qr(Tensor)]. **Gradient**: as there; none in mode `r`, nor in mode `complete` of more
  /// rows than columns.
  ///
  /// @param mode `reduced`; `complete` for a square Q; `r` for R alone, Q being empty
  public static QrFactors qr(Tensor a, String mode) {
    Tensor[] parts = Qr.of(a, mode);
    return new QrFactors(parts[0], parts[1]);
  }

  /// The first columns of the product of the reflections that [Tensor#geqrf()] computed. **Shape**:
  /// (…, m, n), (…, k) → (…, m, n) with m ≥ n ≥ k. **Gradient**: that of the product I − V·T·Vᴴ.
  /// **Source**: torch.linalg.householder\_product.
  public static Tensor householderProduct(Tensor a, Tensor tau) {
    return HouseholderProduct.of(a, tau);
  }

  /// The factors of a symmetric A = L·D·Lᵀ in one matrix, of which only the lower triangle is read.
  /// **Shape**: (…, n, n) → (…, n, n), (…, n). **Gradient**: none, as in PyTorch. **Source**:
  /// torch.linalg.ldl\_factor.
  public static CompactLdl ldlFactor(Tensor a) {
    return ldlFactor(a, false);
  }

  /// As [#ldlFactor(Tensor)]; with `hermitian` of A = L·D·Lᴴ.
  public static CompactLdl ldlFactor(Tensor a, boolean hermitian) {
    CompactLdl factors = ldlFactorEx(a, hermitian, false);
    Infos.check("torch.linalg.ldl_factor", factors.info(), a.dim() == 2);
    return factors;
  }

  /// As [#ldlFactor(Tensor)], telling in numbers where D has a zero. **Gradient**: none, as in
  /// PyTorch. **Source**: torch.linalg.ldl\_factor\_ex.
  public static CompactLdl ldlFactorEx(Tensor a) {
    return ldlFactorEx(a, false, false);
  }

  /// As [#ldlFactorEx(Tensor)]; with `hermitian` of A = L·D·Lᴴ, with `checkErrors` throwing.
  public static CompactLdl ldlFactorEx(Tensor a, boolean hermitian, boolean checkErrors) {
    Tensor[] all = LdlFactorEx.of(a, hermitian);
    if (checkErrors) {
      Infos.check("torch.linalg.ldl_factor_ex", all[2], a.dim() == 2);
    }
    return new CompactLdl(all[0], all[1], all[2]);
  }

  /// The solution X of A·X = B by the factors that [#ldlFactor(Tensor)] computed. **Shape**: (…, n,
  /// n), (…, n), (…, n, k) → (…, n, k). **Gradient**: none, as in PyTorch. **Source**:
  /// torch.linalg.ldl\_solve.
  public static Tensor ldlSolve(Tensor ld, Tensor pivots, Tensor b) {
    return LdlSolve.of(ld, pivots, b, false);
  }

  /// As [#ldlSolve(Tensor, Tensor, Tensor)]; with `hermitian` for factors of a Hermitian A.
  public static Tensor ldlSolve(Tensor ld, Tensor pivots, Tensor b, boolean hermitian) {
    return LdlSolve.of(ld, pivots, b, hermitian);
  }

  /// The inverse of a tensor whose first two dimensions count as rows. **Gradient**: that of the
  /// inverse. **Errors**: products of sizes that differ, no inverse. **Source**:
  /// torch.linalg.tensorinv.
  public static Tensor tensorinv(Tensor a) {
    return TensorEquations.inverse(a, 2);
  }

  /// As [#tensorinv(Tensor)], with the first `ind` dimensions.
  public static Tensor tensorinv(Tensor a, int ind) {
    return TensorEquations.inverse(a, ind);
  }

  /// The X whose sum with A over all dimensions of X is B. **Shape**: B and X together have the
  /// dimensions of A. **Gradient**: that of the solution. **Source**: torch.linalg.tensorsolve.
  public static Tensor tensorsolve(Tensor a, Tensor b) {
    return TensorEquations.solve(a, b, null);
  }

  /// As [#tensorsolve(Tensor, Tensor)], with dimensions of A moved to the end first.
  public static Tensor tensorsolve(Tensor a, Tensor b, int... dims) {
    return TensorEquations.solve(a, b, dims);
  }
}
