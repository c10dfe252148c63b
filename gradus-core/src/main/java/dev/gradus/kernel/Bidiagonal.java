package dev.gradus.kernel;

import java.util.Arrays;

/// A square matrix made bidiagonal by reflections from both sides: `A = Q·B·Pᴴ` with a real `B`
/// that has two diagonals (Golub and Kahan, Calculating the singular values and pseudo-inverse of a
/// matrix, 1965).
final class Bidiagonal {
  private final Dense a;
  private final Dense tauLeft;

  // Column j holds the reflection from the right of step j, below row j.
  private final Dense right;
  private final Dense tauRight;

  /// The diagonal of `B`.
  final double[] d;

  /// What is above it.
  final double[] e;

  /// Reduces a matrix, which is destroyed.
  Bidiagonal(Dense a) {
    int n = a.rows();
    this.a = a;
    tauLeft = Dense.zeros(a.complex(), n, 1);
    right = Dense.zeros(a.complex(), n, n);
    tauRight = Dense.zeros(a.complex(), Math.max(0, n - 1), 1);
    d = new double[n];
    e = new double[Math.max(0, n - 1)];
    double[] work = new double[(a.complex() ? 2 : 1) * n];
    for (int j = 0; j < n; j++) {
      fromLeft(j);
      if (j + 1 < n) {
        fromRight(j, work);
      }
    }
  }

  private void fromLeft(int j) {
    Columns loops = Columns.of(a);
    double[] data = a.data();
    double[] sum = new double[2];
    Pair factor = Householder.reflect(a, j);
    factor.put(tauLeft, j, 0);
    d[j] = a.re(j, j);
    a.set(j, j, 1, 0);
    int n = a.rows() - j;
    for (int c = j + 1; c < a.columns(); c++) {
      loops.dot(n, data, a.at(j, j), true, data, a.at(j, c), sum);
      Pair s = new Pair(sum[0], sum[1]).times(factor.conj());
      loops.add(n, -s.re(), -s.im(), data, a.at(j, j), false, data, a.at(j, c));
    }
  }

  /// Clears row `j` behind its second diagonal. The conjugate of the row is a column that a
  /// reflection clears from the left.
  private void fromRight(int j, double[] work) {
    Columns loops = Columns.of(a);
    double[] data = a.data();
    int n = a.rows();
    for (int c = j + 1; c < n; c++) {
      right.set(c, j, a.re(j, c), -a.im(j, c));
    }
    Pair factor = Householder.reflect(right.part(1, 0, n - 1, n - 1), j);
    factor.put(tauRight, j, 0);
    e[j] = right.re(j + 1, j);
    right.set(j + 1, j, 1, 0);
    int below = n - j - 1;
    Arrays.fill(work, 0, loops.width() * below, 0);
    for (int c = j + 1; c < n; c++) {
      loops.add(below, right.re(c, j), right.im(c, j), data, a.at(j + 1, c), false, work, 0);
    }
    for (int c = j + 1; c < n; c++) {
      Pair s = Pair.of(right, c, j).conj().times(factor);
      loops.add(below, -s.re(), -s.im(), work, 0, false, data, a.at(j + 1, c));
    }
  }

  /// Writes `Q` into a square matrix.
  void formLeft(Dense q) {
    Householder.form(a, tauLeft, q);
  }

  /// Writes `P` into a square matrix.
  void formRight(Dense p) {
    int n = a.rows();
    p.setIdentity();
    if (n > 1) {
      Householder.form(right.part(1, 0, n - 1, n - 1), tauRight, p.part(1, 1, n - 1, n - 1));
    }
  }
}
