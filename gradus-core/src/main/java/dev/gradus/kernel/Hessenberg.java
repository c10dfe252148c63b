package dev.gradus.kernel;

import java.util.Arrays;

/// A square matrix made zero below its first subdiagonal by reflections: `A = Q·H·Qᴴ`, the
/// subdiagonal real.
final class Hessenberg {
  private final Dense a;
  private final Dense tau;
  private final int lo;
  private final int hi;

  /// Reduces rows and columns `lo … hi` of a matrix that is triangular outside them, in place.
  Hessenberg(Dense a, int lo, int hi) {
    this.a = a;
    this.lo = lo;
    this.hi = hi;
    tau = Dense.zeros(a.complex(), Math.max(0, hi - lo), 1);
    double[] work = new double[(a.complex() ? 2 : 1) * a.rows()];
    for (int j = lo; j < hi; j++) {
      Pair factor = Householder.reflect(a.part(1, 0, hi, a.columns()), j);
      factor.put(tau, j - lo, 0);
      if (factor.re() != 0 || factor.im() != 0) {
        double beta = a.re(j + 1, j);
        a.set(j + 1, j, 1, 0);
        fromRight(j, factor, work);
        fromLeft(j, factor);
        a.set(j + 1, j, beta, 0);
      }
    }
  }

  private void fromRight(int j, Pair factor, double[] work) {
    Columns loops = Columns.of(a);
    double[] data = a.data();
    int rows = hi + 1;
    Arrays.fill(work, 0, loops.width() * rows, 0);
    for (int c = j + 1; c <= hi; c++) {
      loops.add(rows, a.re(c, j), a.im(c, j), data, a.at(0, c), false, work, 0);
    }
    for (int c = j + 1; c <= hi; c++) {
      Pair s = Pair.of(a, c, j).conj().times(factor);
      loops.add(rows, -s.re(), -s.im(), work, 0, false, data, a.at(0, c));
    }
  }

  private void fromLeft(int j, Pair factor) {
    Columns loops = Columns.of(a);
    double[] data = a.data();
    double[] sum = new double[2];
    int v = a.at(j + 1, j);
    int rows = hi - j;
    for (int c = j + 1; c < a.columns(); c++) {
      loops.dot(rows, data, v, true, data, a.at(j + 1, c), sum);
      Pair s = new Pair(sum[0], sum[1]).times(factor.conj());
      loops.add(rows, -s.re(), -s.im(), data, v, false, data, a.at(j + 1, c));
    }
  }

  /// Writes `Q` into a square matrix; `A` still holds the reflections.
  void form(Dense q) {
    q.setIdentity();
    int k = hi - lo;
    if (k > 0) {
      Householder.form(a.part(lo + 1, lo, k, k), tau, q.part(lo + 1, lo + 1, k, k));
    }
  }

  /// Clears what is below the subdiagonal, where the reflections were.
  void clear() {
    for (int j = 0; j < a.columns(); j++) {
      for (int i = j + 2; i < a.rows(); i++) {
        a.set(i, j, 0, 0);
      }
    }
  }
}
