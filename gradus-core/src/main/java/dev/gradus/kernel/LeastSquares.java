package dev.gradus.kernel;

/// The X with the least |B − A·X|, and of those the least one.
///
/// All work in place: `a` is destroyed, and `b`, of as many rows as the larger side of `a`, holds B
/// and then X in its first rows. Below X of a tall `a` remains what no X can reach, in turned
/// coordinates: its squares sum up to those of the residuals.
public final class LeastSquares {
  private LeastSquares() {}

  /// For `a` of full rank, by reflections, as LAPACK's gels.
  ///
  /// @return 0, or the first diagonal element of the triangle that is zero, counted from 1
  public static int fullRank(Dense a, Dense b) {
    int m = a.rows();
    int n = a.columns();
    boolean tall = m >= n;
    Dense matrix = tall ? a : copy(a.adjoint());
    int k = Math.min(m, n);
    Dense tau = Dense.zeros(a.complex(), k, 1);
    Householder.factor(matrix, tau);
    Dense triangle = matrix.part(0, 0, k, k);
    int info = triangle.firstZero();
    if (info > 0) {
      return info;
    }
    Dense top = b.part(0, 0, k, b.columns());
    if (tall) {
      Householder.multiply(matrix, tau, true, true, b.part(0, 0, m, b.columns()));
      TriangularSolve.left(triangle, true, false, top);
    } else {
      TriangularSolve.left(triangle.adjoint(), false, false, top);
      clearFrom(b, k);
      Householder.multiply(matrix, tau, true, false, b);
    }
    return 0;
  }

  /// For any `a`, by reflections with exchanged columns, as LAPACK's gelsy.
  ///
  /// @param rcond what is smaller than this part of the largest counts as zero
  /// @return the rank
  public static int byColumns(Dense a, Dense b, double rcond) {
    int m = a.rows();
    int n = a.columns();
    int k = Math.min(m, n);
    int[] order = new int[n];
    Dense tau = Dense.zeros(a.complex(), k, 1);
    PivotedQr.factor(a, tau, order);
    int rank = 0;
    double most = k == 0 ? 0 : Math.abs(a.re(0, 0));
    while (rank < k && Math.abs(a.re(rank, rank)) > rcond * most) {
      rank++;
    }
    Householder.multiply(a, tau, true, true, b.part(0, 0, m, b.columns()));
    if (rank > 0) {
      // The rows that count, turned so that their triangle stands alone.
      Dense rows = Dense.zeros(a.complex(), rank, n);
      rows.copy(a.part(0, 0, rank, n));
      rows.clear(false);
      Dense turned = copy(rows.adjoint());
      Dense factors = Dense.zeros(a.complex(), rank, 1);
      Householder.factor(turned, factors);
      Dense triangle = turned.part(0, 0, rank, rank).adjoint();
      TriangularSolve.left(triangle, false, false, b.part(0, 0, rank, b.columns()));
      Dense x = b.part(0, 0, n, b.columns());
      clearFrom(x, rank);
      Householder.multiply(turned, factors, true, false, x);
    } else {
      clearFrom(b.part(0, 0, n, b.columns()), 0);
    }
    Dense x = b.part(0, 0, n, b.columns());
    Dense sorted = copy(x);
    for (int i = 0; i < n; i++) {
      x.part(order[i], 0, 1, x.columns()).copy(sorted.part(i, 0, 1, x.columns()));
    }
    return rank;
  }

  /// For any `a`, by singular values, as LAPACK's gelsd and gelss.
  ///
  /// @param rcond singular values smaller than this part of the largest count as zero
  /// @param values receives the singular values in descending order
  /// @return the rank
  public static int bySingularValues(Dense a, Dense b, double rcond, double[] values, int at) {
    int m = a.rows();
    int n = a.columns();
    int k = Math.min(m, n);
    boolean tall = m >= n;
    Dense matrix = tall ? a : copy(a.adjoint());
    Dense tau = Dense.zeros(a.complex(), k, 1);
    Householder.factor(matrix, tau);
    Dense triangle = Dense.zeros(a.complex(), k, k);
    triangle.copy(matrix.part(0, 0, k, k));
    triangle.clear(false);
    if (tall) {
      Householder.multiply(matrix, tau, true, true, b.part(0, 0, m, b.columns()));
    }
    // R of a tall matrix is R; a wide one is Rᴴ·Qᴴ.
    Dense r = tall ? triangle : copy(triangle.adjoint());
    int rank = JacobiRotations.solve(r, b.part(0, 0, k, b.columns()), rcond, values, at);
    if (!tall) {
      clearFrom(b, k);
      Householder.multiply(matrix, tau, true, false, b);
    }
    return rank;
  }

  private static Dense copy(Dense x) {
    Dense y = Dense.zeros(x.complex(), x.rows(), x.columns());
    y.copy(x);
    return y;
  }

  private static void clearFrom(Dense b, int row) {
    for (int j = 0; j < b.columns(); j++) {
      for (int i = row; i < b.rows(); i++) {
        b.set(i, j, 0, 0);
      }
    }
  }
}
