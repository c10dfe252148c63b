package dev.gradus.kernel;

/// Eigenvalues of any square matrix and their vectors: `A·V = V·diag(w)`.
///
/// The matrix is balanced ([Balance]), made zero below its subdiagonal ([Hessenberg]) and turned
/// into a triangle by shifted QR steps ([RealSchur], [ComplexSchur]), whose eigenvectors are found
/// by substitution ([TriangleVectors]). The order of the eigenvalues is LAPACK's, as far as
/// rounding lets it.
public final class GeneralEigen {
  private GeneralEigen() {}

  /// Factors a matrix, which is destroyed and whose elements are finite.
  ///
  /// @param values receives the eigenvalues, a complex column
  /// @param v receives complex vectors of length 1 whose largest element is real; without columns
  ///   if none are wanted
  /// @return 0, or how many leading eigenvalues were not found
  public static int run(Dense a, Dense values, Dense v) {
    int n = a.rows();
    if (n == 0) {
      return 0;
    }
    boolean wanted = v.columns() > 0;
    double scale = Magnitude.toMiddle(a);
    Balance balance = new Balance(a);
    Hessenberg hessenberg = new Hessenberg(a, balance.lo, balance.hi);
    Dense z = wanted ? Dense.zeros(a.complex(), n, n) : Dense.zeros(a.complex(), 0, 0);
    if (wanted) {
      hessenberg.form(z);
    }
    hessenberg.clear();
    int info = a.complex() ? complex(a, balance, z, values, v) : real(a, balance, z, values, v);
    Columns.COMPLEX.scale(n, 1 / scale, 0, values.data(), values.at(0, 0));
    if (wanted && info == 0) {
      for (int j = 0; j < n; j++) {
        normalise(v, j);
      }
    }
    return info;
  }

  private static int complex(Dense a, Balance balance, Dense z, Dense values, Dense v) {
    int n = a.rows();
    int info = new ComplexSchur(a, balance.lo, balance.hi, z).run();
    for (int i = 0; i < n; i++) {
      values.set(i, 0, a.re(i, i), a.im(i, i));
    }
    if (z.rows() > 0 && info == 0) {
      Dense x = Dense.zeros(true, n, n);
      for (int j = 0; j < n; j++) {
        TriangleVectors.complex(a, j, x);
      }
      DenseProduct.multiply(z, x, v);
      balance.undo(v);
    }
    return info;
  }

  private static int real(Dense a, Balance balance, Dense z, Dense values, Dense v) {
    int n = a.rows();
    double[] re = new double[n];
    double[] im = new double[n];
    int info = new RealSchur(a, balance.lo, balance.hi, z, re, im).run();
    for (int i = 0; i < n; i++) {
      values.set(i, 0, re[i], im[i]);
    }
    if (z.rows() > 0 && info == 0) {
      // A pair has the real parts of its vectors in its first column, the imaginary in its second.
      Dense x = Dense.zeros(false, n, n);
      for (int j = 0; j < n; j++) {
        if (im[j] >= 0) {
          TriangleVectors.real(a, j, re[j], im[j], x);
        }
      }
      Dense both = Dense.zeros(false, n, n);
      DenseProduct.multiply(z, x, both);
      balance.undo(both);
      for (int j = 0; j < n; j++) {
        for (int i = 0; i < n; i++) {
          double sign = Math.signum(im[j]);
          int first = im[j] < 0 ? j - 1 : j;
          v.set(i, j, both.re(i, first), sign == 0 ? 0 : sign * both.re(i, first + 1));
        }
      }
    }
    return info;
  }

  /// Makes a vector as long as 1 and its largest element real.
  private static void normalise(Dense v, int j) {
    int n = v.rows();
    double norm = Householder.norm(v.part(j, 1));
    if (!(norm > 0)) {
      return;
    }
    Columns.COMPLEX.scale(n, 1 / norm, 0, v.data(), v.at(0, j));
    int best = 0;
    double most = -1;
    boolean real = true;
    for (int i = 0; i < n; i++) {
      double size = v.re(i, j) * v.re(i, j) + v.im(i, j) * v.im(i, j);
      real &= v.im(i, j) == 0;
      if (size > most) {
        most = size;
        best = i;
      }
    }
    if (!real) {
      double root = Math.sqrt(most);
      double re = v.re(best, j) / root;
      double im = -v.im(best, j) / root;
      Columns.COMPLEX.scale(n, re, im, v.data(), v.at(0, j));
      v.set(best, j, v.re(best, j), 0);
    }
  }
}
