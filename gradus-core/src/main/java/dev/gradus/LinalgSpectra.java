package dev.gradus;

import dev.gradus.op.linalg.Eig;
import dev.gradus.op.linalg.Eigh;
import dev.gradus.op.linalg.MatrixExp;
import dev.gradus.op.linalg.MatrixSqrth;
import dev.gradus.op.linalg.Polar;
import dev.gradus.op.linalg.Svd;

/// Singular values, eigenvalues and functions of matrices by them, among the statics of [Linalg].
///
/// Vectors that belong to values are unique up to a sign, or for complex matrices up to a phase: a
/// loss that depends on it has no gradient, and with complex vectors `backward` says so.
abstract sealed class LinalgSpectra extends LinalgDecompositions permits LinalgNorms {
  /// U, S and Vᴴ of A = U·diag(S)·Vᴴ, U and Vᴴ square. **Shape**: (…, m, n) → (…, m, m), (…, k),
  /// (…, n, n) with k the smaller of m and n. **Dtype**: S is real. **Gradient**: U·((P·diag(S) +
  /// diag(S)·Q) / E + diag(gS))·Vᴴ with P = skew(Uᴴ·gU), Q = skew(Vᴴ·gV), skew(X) = X − Xᴴ and E
  /// the differences Sⱼ² − Sᵢ², and what of gU and gV lies outside; infinite for equal values.
  /// Columns beyond k have none. **Errors**: elements that are not finite. **Source**:
  /// torch.linalg.svd.
  public static SvdFactors svd(Tensor a) {
    return svd(a, true);
  }

  /// As [#svd(Tensor)]; without `fullMatrices` U and Vᴴ with k columns and rows.
  public static SvdFactors svd(Tensor a, boolean fullMatrices) {
    Tensor[] all = Svd.of(a, fullMatrices);
    return new SvdFactors(all[0], all[1], all[2]);
  }

  /// The singular values in descending order. **Shape**: (…, m, n) → (…, k) with k the smaller of m
  /// and n. **Dtype**: real. **Gradient**: U·diag(g)·Vᴴ. **Errors**: elements that are not finite.
  /// **Source**: torch.linalg.svdvals.
  public static Tensor svdvals(Tensor a) {
    return Svd.values(a);
  }

  /// The real eigenvalues L, in ascending order, and the orthonormal vectors V of a Hermitian A =
  /// V·diag(L)·Vᴴ, of which the lower triangle is read. **Shape**: (…, n, n) → (…, n), (…, n, n).
  /// **Gradient**: V·(½ skew(Vᴴ·gV) / E + diag(gL))·Vᴴ with skew(X) = X − Xᴴ and E the differences
  /// Lⱼ − Lᵢ; infinite for equal values. **Errors**: no convergence, as with elements that are not
  /// finite. **Source**: torch.linalg.eigh.
  public static EigenPairs eigh(Tensor a) {
    return eigh(a, "L");
  }

  /// As [#eigh(Tensor)].
  ///
  /// @param triangle `L` to read the lower triangle, `U` the upper one
  public static EigenPairs eigh(Tensor a, String triangle) {
    Tensor[] both = Eigh.of(a, triangle);
    return new EigenPairs(both[0], both[1]);
  }

  /// The eigenvalues of a Hermitian A in ascending order, of which the lower triangle is read.
  /// **Shape**: (…, n, n) → (…, n). **Dtype**: real. **Gradient**: V·diag(g)·Vᴴ. **Source**:
  /// torch.linalg.eigvalsh.
  public static Tensor eigvalsh(Tensor a) {
    return Eigh.values(a, "L");
  }

  /// As [#eigvalsh(Tensor)].
  ///
  /// @param triangle `L` to read the lower triangle, `U` the upper one
  public static Tensor eigvalsh(Tensor a, String triangle) {
    return Eigh.values(a, triangle);
  }

  /// The eigenvalues L and vectors V of a square A: A·V = V·diag(L). A vector has length 1, and its
  /// largest element is real. **Shape**: (…, n, n) → (…, n), (…, n, n). **Dtype**: complex.
  /// **Gradient**: V⁻ᴴ·((Vᴴ·gV − Vᴴ·V·re(diag(Vᴴ·gV))) / Ē + diag(gL))·Vᴴ with E the differences Lⱼ
  /// − Lᵢ; infinite for equal values. **Errors**: elements that are not finite. **Source**:
  /// torch.linalg.eig.
  public static EigenPairs eig(Tensor a) {
    Tensor[] both = Eig.of(a);
    return new EigenPairs(both[0], both[1]);
  }

  /// The eigenvalues of a square A. **Shape**: (…, n, n) → (…, n). **Dtype**: complex.
  /// **Gradient**: V⁻ᴴ·diag(g)·Vᴴ. **Errors**: elements that are not finite. **Source**:
  /// torch.linalg.eigvals.
  public static Tensor eigvals(Tensor a) {
    return Eig.values(a);
  }

  /// The exponential: the sum of Aᵏ / k!. **Shape**: (…, n, n). **Gradient**: the upper right block
  /// of the exponential of (Aᴴ g; 0 Aᴴ). **Source**: torch.linalg.matrix\_exp; Higham, The scaling
  /// and squaring method for the matrix exponential revisited, 2005.
  public static Tensor matrixExp(Tensor a) {
    return MatrixExp.of(a);
  }

  /// The Hermitian X with X·X = A for a Hermitian A that is not negative, of which the lower
  /// triangle is read; nan for a negative one. **Shape**: (…, n, n). **Gradient**: the Hermitian
  /// part of the G of X·G + G·X = g. **Source**: torch.linalg.matrix\_sqrth.
  public static Tensor matrixSqrth(Tensor a) {
    return MatrixSqrth.of(a);
  }

  /// Orthonormal columns U and a Hermitian H that is not negative with A = U·H. **Shape**: (…, m,
  /// n) → (…, m, n), (…, n, n) with m ≥ n. **Gradient**: Y + A·(X + Xᴴ), where Y = gU·H⁻¹ and H·X +
  /// X·H = gH − Uᴴ·Y. **Source**: torch.linalg.polar.
  public static PolarFactors polar(Tensor a) {
    Tensor[] all = Polar.of(a);
    return new PolarFactors(all[0], all[1]);
  }
}
