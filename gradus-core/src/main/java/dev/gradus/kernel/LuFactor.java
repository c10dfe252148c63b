package dev.gradus.kernel;

/// The factors of a matrix with exchanged rows: `P·A = L·U`, both in the place of `A`.
///
/// By halves of the columns (Toledo, Locality of reference in LU decomposition with partial
/// pivoting, 1997): the left half by itself, the right half by a triangular solution and a product.
/// The pivot is the first of the largest elements of a column, as in LAPACK's getrf.
public final class LuFactor {
  /// Up to so many columns plain loops.
  private static final int SMALL = 12;

  /// Below this the reciprocal of a number is no normal number.
  private static final double SAFE = Double.MIN_NORMAL;

  private LuFactor() {}

  /// Factors a matrix in place.
  ///
  /// @param pivots receives for each step the row that was exchanged with, counted from 1
  /// @param at where this matrix's pivots begin
  /// @return 0, or the first diagonal element of `U` that is zero, counted from 1
  public static int run(Dense a, int[] pivots, int at) {
    int info = factor(a, pivots, at);
    for (int k = 0; k < Math.min(a.rows(), a.columns()); k++) {
      pivots[at + k]++;
    }
    return info;
  }

  /// As [#run] with rows counted from 0; the result is that of [#run].
  private static int factor(Dense a, int[] pivots, int at) {
    int m = a.rows();
    int n = a.columns();
    int k = Math.min(m, n);
    if (k <= SMALL) {
      int info = factorColumns(a.part(0, k), pivots, at);
      if (n > k) {
        Dense right = a.part(k, n - k);
        exchange(right, pivots, at, 0, k);
        TriangularSolve.left(a.part(0, 0, k, k), false, true, right.part(0, 0, k, n - k));
      }
      return info;
    }
    int half = k / 2;
    Dense left = a.part(0, half);
    Dense right = a.part(half, n - half);
    int info = factor(left, pivots, at);
    exchange(right, pivots, at, 0, half);
    Dense top = right.part(0, 0, half, n - half);
    TriangularSolve.left(a.part(0, 0, half, half), false, true, top);
    Dense below = right.part(half, 0, m - half, n - half);
    DenseProduct.subtract(a.part(half, 0, m - half, half), top, below);
    int later = factor(below, pivots, at + half);
    for (int i = half; i < k; i++) {
      pivots[at + i] += half;
    }
    exchange(left, pivots, at, half, k);
    return info == 0 && later > 0 ? later + half : info;
  }

  private static int factorColumns(Dense a, int[] pivots, int at) {
    Columns loops = Columns.of(a);
    double[] data = a.data();
    int m = a.rows();
    int n = a.columns();
    int info = 0;
    double[] inverse = new double[2];
    for (int j = 0; j < n; j++) {
      int p = j + loops.largest(m - j, data, a.at(j, j));
      pivots[at + j] = p;
      if (a.re(p, j) == 0 && a.im(p, j) == 0) {
        info = info == 0 ? j + 1 : info;
        continue;
      }
      if (p != j) {
        loops.swap(n, data, a.at(j, 0), data, a.at(p, 0), a.columnStep());
      }
      divideColumn(loops, a, j, inverse);
      for (int c = j + 1; c < n; c++) {
        loops.add(
            m - j - 1, -a.re(j, c), -a.im(j, c), data, a.at(j + 1, j), false, data, a.at(j + 1, c));
      }
    }
    return info;
  }

  private static void divideColumn(Columns loops, Dense a, int j, double[] inverse) {
    double re = a.re(j, j);
    double im = a.im(j, j);
    if (Math.hypot(re, im) >= SAFE) {
      Quotient.of(1, 0, re, im, inverse);
      loops.scale(a.rows() - j - 1, inverse[0], inverse[1], a.data(), a.at(j + 1, j));
      return;
    }
    for (int i = j + 1; i < a.rows(); i++) {
      Quotient.of(a.re(i, j), a.im(i, j), re, im, inverse);
      a.set(i, j, inverse[0], inverse[1]);
    }
  }

  /// Exchanges the rows of steps `from` to `end`, rows counted from 0.
  private static void exchange(Dense a, int[] pivots, int at, int from, int end) {
    Columns loops = Columns.of(a);
    for (int k = from; k < end; k++) {
      int p = pivots[at + k];
      if (p != k) {
        loops.swap(a.columns(), a.data(), a.at(k, 0), a.data(), a.at(p, 0), a.columnStep());
      }
    }
  }

  /// Replaces `b` by the solution of `A·x = b`, or with `transpose` of `Aᵀ·x = b`.
  ///
  /// @param lu the factors of a square matrix; conjugated for conj(A)
  /// @param pivots counted from 1
  public static void solve(Dense lu, int[] pivots, int at, boolean transpose, Dense b) {
    if (transpose) {
      TriangularSolve.left(lu.transposed(), false, false, b);
      TriangularSolve.left(lu.transposed(), true, true, b);
      exchangeBack(b, pivots, at, lu.rows());
      return;
    }
    exchangeCounted(b, pivots, at, lu.rows());
    TriangularSolve.left(lu, false, true, b);
    TriangularSolve.left(lu, true, false, b);
  }

  private static void exchangeCounted(Dense b, int[] pivots, int at, int n) {
    for (int k = 0; k < n; k++) {
      exchangeRows(b, k, pivots[at + k] - 1);
    }
  }

  private static void exchangeBack(Dense b, int[] pivots, int at, int n) {
    for (int k = n - 1; k >= 0; k--) {
      exchangeRows(b, k, pivots[at + k] - 1);
    }
  }

  static void exchangeRows(Dense b, int i, int k) {
    if (i != k) {
      Columns.of(b).swap(b.columns(), b.data(), b.at(i, 0), b.data(), b.at(k, 0), b.columnStep());
    }
  }

  /// The permutation of rows that pivots make, as the place that each row comes from.
  public static void permutation(int[] pivots, int at, int steps, int[] rows) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
    for (int k = 0; k < steps; k++) {
      int p = pivots[at + k] - 1;
      int row = rows[k];
      rows[k] = rows[p];
      rows[p] = row;
    }
  }
}
