package dev.gradus.kernel;

/// The singular values of a matrix and the vectors that belong to them: `A = U·diag(s)·Vᴴ`.
///
/// What is not square is first reduced by reflections to a triangle, the triangle to two diagonals,
/// and these by implicit QR steps: [Bidiagonal], [BidiagonalQr].
public final class SingularValues {
  /// What a matrix is reported with that is not finite, as LAPACK's gesdd.
  public static final int NOT_FINITE = -4;

  private SingularValues() {}

  /// Factors a matrix, which is destroyed.
  ///
  /// @param values receives the singular values in descending order
  /// @param at where this matrix's values begin
  /// @param u receives U, of all columns or of as many as there are values; without columns if no
  ///   vectors are wanted
  /// @param vh receives Vᴴ, of all rows or of as many as there are values
  /// @return 0, [#NOT_FINITE], or how many elements did not converge
  public static int run(Dense a, double[] values, int at, Dense u, Dense vh) {
    boolean wanted = u.columns() > 0 || vh.rows() > 0;
    Dense none = Dense.zeros(a.complex(), 0, 0);
    return wanted ? run(a, values, at, u, vh, true) : run(a, values, at, none, none, false);
  }

  private static int run(Dense a, double[] values, int at, Dense u, Dense vh, boolean wanted) {
    int k = Math.min(a.rows(), a.columns());
    double scale = Magnitude.toMiddle(a);
    if (Double.isNaN(scale)) {
      return NOT_FINITE;
    }
    boolean complex = a.complex();
    double[] d;
    int info;
    if (a.rows() >= a.columns()) {
      Dense v = wanted ? Dense.zeros(complex, k, vh.rows()) : Dense.zeros(complex, 0, 0);
      d = new double[k];
      info = tall(a, d, u, v);
      if (wanted) {
        vh.copy(v.adjoint());
      }
    } else {
      Dense turned = Dense.zeros(complex, /* rows= */ a.columns(), /* columns= */ a.rows());
      turned.copy(a.adjoint());
      Dense v =
          wanted
              ? Dense.zeros(complex, /* rows= */ vh.columns(), /* columns= */ vh.rows())
              : Dense.zeros(complex, 0, 0);
      d = new double[k];
      info = tall(turned, d, v, u);
      if (wanted) {
        vh.copy(v.adjoint());
      }
    }
    for (int i = 0; i < k; i++) {
      values[at + i] = d[i] / scale;
    }
    return info;
  }

  private static int tall(Dense a, double[] d, Dense u, Dense v) {
    int n = a.columns();
    if (a.rows() == n) {
      return square(a, d, u, v);
    }
    Dense tau = Dense.zeros(a.complex(), n, 1);
    Householder.factor(a, tau);
    Dense triangle = Dense.zeros(a.complex(), n, n);
    triangle.copy(a.part(0, 0, n, n));
    triangle.clear(false);
    if (u.columns() == 0) {
      return square(triangle, d, u, v);
    }
    Dense small = Dense.zeros(a.complex(), n, n);
    int info = square(triangle, d, small, v);
    u.setIdentity();
    u.part(0, 0, n, n).copy(small);
    Householder.multiply(a, tau, true, false, u);
    return info;
  }

  private static int square(Dense a, double[] d, Dense u, Dense v) {
    Bidiagonal b = new Bidiagonal(a);
    if (u.columns() > 0) {
      b.formLeft(u);
      b.formRight(v);
    }
    int info = new BidiagonalQr(b.d, b.e, u, v).run();
    System.arraycopy(b.d, 0, d, 0, d.length);
    return info;
  }
}
