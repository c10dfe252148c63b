package dev.gradus.kernel;

/// Solves equations with a triangular matrix, in halves: the two halves of the triangle by
/// themselves, what is between them by a matrix product.
public final class TriangularSolve {
  /// Up to this size plain loops.
  private static final int SMALL = 24;

  private TriangularSolve() {}

  /// Replaces `b` by the solution `x` of `t·x = b`.
  ///
  /// @param t the triangle; what is on its other side is not read
  /// @param upper on which side of the diagonal it is
  /// @param unit whether its diagonal is ones, whatever it holds
  /// @param b its columns are runs of neighbours
  public static void left(Dense t, boolean upper, boolean unit, Dense b) {
    int n = t.rows();
    if (n <= SMALL) {
      for (int j = 0; j < b.columns(); j++) {
        if (t.rowStep() == 1) {
          byColumns(t, upper, unit, b, j);
        } else {
          byRows(t, upper, unit, b, j);
        }
      }
      return;
    }
    int half = n / 2;
    int rest = n - half;
    Dense first = b.part(0, 0, half, b.columns());
    Dense second = b.part(half, 0, rest, b.columns());
    if (upper) {
      left(t.part(half, half, rest, rest), true, unit, second);
      DenseProduct.subtract(t.part(0, half, half, rest), second, first);
      left(t.part(0, 0, half, half), true, unit, first);
    } else {
      left(t.part(0, 0, half, half), false, unit, first);
      DenseProduct.subtract(t.part(half, 0, rest, half), first, second);
      left(t.part(half, half, rest, rest), false, unit, second);
    }
  }

  private static void byColumns(Dense t, boolean upper, boolean unit, Dense b, int j) {
    Columns loops = Columns.of(t);
    int n = t.rows();
    for (int s = 0; s < n; s++) {
      int k = upper ? n - 1 - s : s;
      if (!unit) {
        divide(t, k, b, k, j);
      }
      double re = b.re(k, j);
      double im = b.im(k, j);
      int from = upper ? 0 : k + 1;
      int count = upper ? k : n - k - 1;
      loops.add(count, -re, -im, t.data(), t.at(from, k), t.conj(), b.data(), b.at(from, j));
    }
  }

  private static void byRows(Dense t, boolean upper, boolean unit, Dense b, int j) {
    int n = t.rows();
    double[] data = t.data();
    double[] x = b.data();
    int width = t.complex() ? 2 : 1;
    int step = width * t.columnStep();
    double sign = t.conj() ? -1 : 1;
    for (int s = 0; s < n; s++) {
      int k = upper ? n - 1 - s : s;
      int from = upper ? k + 1 : 0;
      int end = upper ? n : k;
      double re = b.re(k, j);
      double im = b.im(k, j);
      for (int c = from, at = width * t.at(k, from), y = width * b.at(from, j);
          c < end;
          c++, at += step, y += width) {
        if (width == 1) {
          re -= data[at] * x[y];
        } else {
          double tr = data[at];
          double ti = sign * data[at + 1];
          re -= tr * x[y] - ti * x[y + 1];
          im -= tr * x[y + 1] + ti * x[y];
        }
      }
      b.set(k, j, re, im);
      if (!unit) {
        divide(t, k, b, k, j);
      }
    }
  }

  /// Divides element `(i, j)` of `b` by a diagonal element of `t`.
  private static void divide(Dense t, int k, Dense b, int i, int j) {
    double re = b.re(i, j);
    double im = b.im(i, j);
    if (!t.complex()) {
      b.set(i, j, re / t.re(k, k), 0);
      return;
    }
    double[] quotient = new double[2];
    Quotient.of(re, im, t.re(k, k), t.im(k, k), quotient);
    b.set(i, j, quotient[0], quotient[1]);
  }

  /// Replaces `b` by the solution `x` of `x·t = b`. The arguments are those of [#left].
  public static void right(Dense t, boolean upper, boolean unit, Dense b) {
    int n = t.rows();
    if (n <= SMALL) {
      rightByColumns(t, upper, unit, b);
      return;
    }
    int half = n / 2;
    int rest = n - half;
    Dense first = b.part(0, half);
    Dense second = b.part(half, rest);
    if (upper) {
      right(t.part(0, 0, half, half), true, unit, first);
      DenseProduct.subtract(first, t.part(0, half, half, rest), second);
      right(t.part(half, half, rest, rest), true, unit, second);
    } else {
      right(t.part(half, half, rest, rest), false, unit, second);
      DenseProduct.subtract(second, t.part(half, 0, rest, half), first);
      right(t.part(0, 0, half, half), false, unit, first);
    }
  }

  private static void rightByColumns(Dense t, boolean upper, boolean unit, Dense b) {
    Columns loops = Columns.of(t);
    int n = t.rows();
    int m = b.rows();
    for (int s = 0; s < n; s++) {
      int j = upper ? s : n - 1 - s;
      int to = b.at(0, j);
      for (int k = upper ? 0 : j + 1; k < (upper ? j : n); k++) {
        loops.add(m, -t.re(k, j), -t.im(k, j), b.data(), b.at(0, k), false, b.data(), to);
      }
      if (!unit) {
        for (int i = 0; i < m; i++) {
          divide(t, j, b, i, j);
        }
      }
    }
  }
}
