package dev.gradus.kernel;

import java.util.Arrays;

/// A Hermitian matrix made tridiagonal by reflections: `A = Q·T·Qᴴ` with a real `T`. Of the matrix
/// the diagonal and what is below it are read.
final class Tridiagonal {
  private final Dense a;
  private final Dense tau;

  /// The diagonal of `T`.
  final double[] d;

  /// What is beside it.
  final double[] e;

  /// Reduces a matrix, which is destroyed.
  Tridiagonal(Dense a) {
    int n = a.rows();
    this.a = a;
    tau = Dense.zeros(a.complex(), Math.max(0, n - 1), 1);
    d = new double[n];
    e = new double[Math.max(0, n - 1)];
    double[] work = new double[(a.complex() ? 2 : 1) * n];
    for (int j = 0; j + 1 < n; j++) {
      Pair factor = Householder.reflect(a.part(1, 0, n - 1, n - 1), j);
      factor.put(tau, j, 0);
      e[j] = a.re(j + 1, j);
      d[j] = a.re(j, j);
      a.set(j + 1, j, 1, 0);
      if (factor.re() != 0 || factor.im() != 0) {
        turn(j, factor, work);
      }
    }
    if (n > 0) {
      d[n - 1] = a.re(n - 1, n - 1);
    }
  }

  /// Turns what is right of column `j` from both sides: with `p = τ·A·v` and `w = p − ½·β·v` the
  /// change is `−v·wᴴ − w·vᴴ`.
  private void turn(int j, Pair factor, double[] w) {
    Columns loops = Columns.of(a);
    double[] data = a.data();
    double[] sum = new double[2];
    int n = a.rows() - j - 1;
    int v = a.at(j + 1, j);
    Arrays.fill(w, 0, loops.width() * n, 0);
    for (int c = 0; c < n; c++) {
      int diagonal = a.at(j + 1 + c, j + 1 + c);
      Pair part = Pair.of(a, j + 1 + c, j);
      double middle = a.re(j + 1 + c, j + 1 + c);
      int below = n - c - 1;
      loops.dot(below, data, diagonal + 1, true, data, v + c + 1, sum);
      add(w, c, part.times(middle).plus(new Pair(sum[0], sum[1])));
      loops.add(below, part.re(), part.im(), data, diagonal + 1, false, w, c + 1);
    }
    loops.scale(n, factor.re(), factor.im(), w, 0);
    loops.dot(n, data, v, true, w, 0, sum);
    Pair half = factor.conj().times(new Pair(sum[0], sum[1])).times(-0.5);
    loops.add(n, half.re(), 0, data, v, false, w, 0);
    for (int c = 0; c < n; c++) {
      int row = j + 1 + c;
      Pair vc = Pair.of(a, row, j);
      Pair wc = loops.width() == 2 ? new Pair(w[2 * c], w[2 * c + 1]) : new Pair(w[c], 0);
      int count = n - c;
      loops.add(count, -wc.re(), wc.im(), data, v + c, false, data, a.at(row, row));
      loops.add(count, -vc.re(), vc.im(), w, c, false, data, a.at(row, row));
    }
  }

  private void add(double[] w, int i, Pair x) {
    if (a.complex()) {
      w[2 * i] += x.re();
      w[2 * i + 1] += x.im();
    } else {
      w[i] += x.re();
    }
  }

  /// Writes `Q` into a square matrix.
  void form(Dense q) {
    int n = a.rows();
    q.setIdentity();
    if (n > 1) {
      Householder.form(a.part(1, 0, n - 1, n - 1), tau, q.part(1, 1, n - 1, n - 1));
    }
  }
}
