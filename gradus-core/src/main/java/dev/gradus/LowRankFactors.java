package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.linalg.Lobpcg;
import org.jspecify.annotations.Nullable;

/// Factors and eigenpairs of large matrices of which few are wanted, found with random vectors.
abstract sealed class LowRankFactors extends Distributions permits Choosing {
  /// The greatest six singular values of a matrix, nearly, and their vectors: [#svdLowrank(Tensor,
  /// long, long, Tensor)].
  public static SvdTriple svdLowrank(Tensor a) {
    return svdLowrank(a, 6, 2, null);
  }

  /// The greatest `q` singular values of a matrix, nearly, and their vectors: those of its part in
  /// the range of `q` random vectors after `niter` power iterations.
  ///
  /// **Shape**: (…, m, n) → (…, m, q), (…, q), (…, n, q). **Gradient**: that of the products and
  /// factorisations. **Errors**: q beyond the sizes, a negative number of iterations. **Source**:
  /// torch.svd\_lowrank; Halko, Martinsson and Tropp 2011, algorithm 5.1.
  ///
  /// @param m what is subtracted from the matrix first, or null; it is broadcast
  public static SvdTriple svdLowrank(Tensor a, long q, long niter, @Nullable Tensor m) {
    checkLowrank("svdLowrank", a, q, niter);
    Tensor offset = m == null ? null : m.expand(a.shape());
    boolean wide = a.size(-2) < a.size(-1);
    Tensor tall = wide ? a.mH() : a;
    Tensor less = offset == null ? null : wide ? offset.mH() : offset;
    Tensor basis = basis(tall, q, niter, less);
    Tensor small = basis.mH().matmul(tall);
    if (less != null) {
      small = small.sub(basis.mH().matmul(less));
    }
    SvdFactors f = Linalg.svd(small, false);
    Tensor u = basis.matmul(f.u());
    Tensor v = f.vh().mH();
    return wide ? new SvdTriple(v, f.s(), u) : new SvdTriple(u, f.s(), v);
  }

  // An orthonormal basis of nearly what the largest singular vectors span.
  private static Tensor basis(Tensor a, long q, long niter, @Nullable Tensor m) {
    Tensor random = Gradus.randn(a.dtype(), a.size(-1), q);
    Tensor basis = orthonormal(a, m, random);
    for (long k = 0; k < niter; k++) {
      Tensor back = orthonormal(a.mH(), m == null ? null : m.mH(), basis);
      basis = orthonormal(a, m, back);
    }
    return basis;
  }

  private static Tensor orthonormal(Tensor a, @Nullable Tensor m, Tensor x) {
    Tensor y = a.matmul(x);
    return Linalg.qr(m == null ? y : y.sub(m.matmul(x))).q();
  }

  /// [#pcaLowrank(Tensor, long, boolean, long)] with at most six components.
  public static SvdTriple pcaLowrank(Tensor a) {
    return pcaLowrank(a, Math.min(6, Math.min(a.size(-2), a.size(-1))), true, 2);
  }

  /// The greatest `q` principal components of the rows of a matrix, nearly: [#svdLowrank(Tensor,
  /// long, long, Tensor)] of what is left when the mean of each column is subtracted.
  ///
  /// **Shape**, **Gradient**: as there. **Errors**: q beyond the sizes, a negative number of
  /// iterations. **Source**: torch.pca\_lowrank.
  ///
  /// @param center whether the means are subtracted
  public static SvdTriple pcaLowrank(Tensor a, long q, boolean center, long niter) {
    checkLowrank("pcaLowrank", a, q, niter);
    return svdLowrank(center ? a.sub(a.mean(new int[] {-2}, true)) : a, q, niter, null);
  }

  private static void checkLowrank(String name, Tensor a, long q, long niter) {
    if (a.dim() < 2 || a.dtype().isIntegral()) {
      throw new GradusArgumentException(
          name
              + ": a tensor of "
              + a.dtype()
              + " with "
              + a.dim()
              + " dimensions; matrices of floating or complex numbers are required.");
    }
    long most = Math.min(a.size(-2), a.size(-1));
    if (q < 0 || q > most) {
      throw new GradusArgumentException(
          "q(=%d) must be non-negative integer and not greater than min(m, n)=%d\n%s: ask for fewer."
              .formatted(q, most, name));
    }
    if (niter < 0) {
      throw new GradusArgumentException(
          "niter(=%d) must be non-negative integer\n%s: 2 is usual.".formatted(niter, name));
    }
  }

  /// The `k` greatest eigenvalues of a symmetric matrix and their vectors: [#lobpcg(Tensor,
  /// LobpcgOptions)].
  public static EigenPairs lobpcg(Tensor a, long k) {
    return lobpcg(a, LobpcgOptions.DEFAULT.withK(k));
  }

  /// Some of the greatest or least eigenvalues of a symmetric matrix, or of A·x = λ·B·x, and their
  /// vectors, by a locally optimal block of conjugate gradients that starts at random.
  ///
  /// The matrix is read in products alone: for few pairs of a large matrix it costs less than
  /// [Linalg#eigh(Tensor)].
  ///
  /// **Shape**: (…, m, m) → (…, k), (…, m, k). **Dtype**: float32 or float64. **Gradient**: that of
  /// the eigenvalues and, where they differ, of the vectors, to A and B, of all orders. **Errors**:
  /// no square matrix, fewer than 3·n rows, an unknown method. **Source**: torch.lobpcg; Knyazev
  /// 2001, Duersch et al. 2018.
  public static EigenPairs lobpcg(Tensor a, LobpcgOptions options) {
    return Lobpcg.of(a, options);
  }
}
