package dev.gradus.kernel;

/// Eigenvalues of a Hermitian matrix and their orthonormal vectors: `A = V·diag(w)·Vᴴ`, by a
/// tridiagonal matrix and implicit QL steps: [Tridiagonal], [TridiagonalQl].
public final class HermitianEigen {
  private HermitianEigen() {}

  /// Factors a matrix, which is destroyed. The diagonal and what is on one side of it are read.
  ///
  /// @param upper whether what is above it, else what is below
  /// @param values receives the eigenvalues in ascending order
  /// @param at where this matrix's values begin
  /// @param v receives the vectors, or a matrix without columns if none are wanted
  /// @return 0, or how many elements did not converge
  public static int run(Dense a, boolean upper, double[] values, int at, Dense v) {
    int n = a.rows();
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < j; i++) {
        if (upper) {
          a.set(j, i, a.re(i, j), -a.im(i, j));
        }
        a.set(i, j, 0, 0);
      }
      a.set(j, j, a.re(j, j), 0);
    }
    double scale = Magnitude.toMiddle(a);
    if (Double.isNaN(scale)) {
      for (int i = 0; i < n; i++) {
        values[at + i] = a.re(i, i);
      }
      v.setIdentity();
      return n - 1;
    }
    Tridiagonal t = new Tridiagonal(a);
    boolean wanted = v.columns() > 0;
    if (wanted) {
      t.form(v);
    }
    int info = new TridiagonalQl(t.d, t.e, wanted ? v : Dense.zeros(a.complex(), 0, 0)).run();
    for (int i = 0; i < n; i++) {
      values[at + i] = t.d[i] / scale;
    }
    return info;
  }
}
