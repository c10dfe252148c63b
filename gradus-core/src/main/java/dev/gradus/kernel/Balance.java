package dev.gradus.kernel;

/// A square matrix prepared for its eigenvalues: rows and columns exchanged so that those which
/// stand alone come to the ends, the others scaled by powers of two until rows and columns are of
/// like size (Parlett and Reinsch, Balancing a matrix for calculation of eigenvalues and
/// eigenvectors, 1969).
final class Balance {
  private static final double ENOUGH = 0.95;
  private static final double MOST = 0x1p970;
  private static final double LEAST = 0x1p-970;

  private final Dense a;
  private final int n;

  // For rows inside lo … hi their scale, outside the row that they were exchanged with.
  private final double[] scale;

  /// The first row of the part that is left to do.
  int lo;

  /// The last row of the part that is left to do.
  int hi;

  /// Balances a matrix in place.
  Balance(Dense a) {
    this.a = a;
    n = a.rows();
    scale = new double[n];
    lo = 0;
    hi = n - 1;
    while (isolateRows()) {}
    while (isolateColumns()) {}
    for (int i = lo; i <= hi; i++) {
      scale[i] = 1;
    }
    while (lo < hi && scaleAll()) {}
  }

  private boolean isZero(int i, int j) {
    return a.re(i, j) == 0 && a.im(i, j) == 0;
  }

  /// Moves rows that have nothing beside their diagonal to the end.
  private boolean isolateRows() {
    boolean any = false;
    for (int i = hi; i >= lo && lo < hi; i--) {
      boolean alone = true;
      for (int j = lo; j <= hi && alone; j++) {
        alone = i == j || isZero(i, j);
      }
      if (alone) {
        exchange(i, hi);
        hi--;
        any = true;
      }
    }
    return any;
  }

  /// Moves columns that have nothing beside their diagonal to the front.
  private boolean isolateColumns() {
    boolean any = false;
    for (int j = lo; j <= hi && lo < hi; j++) {
      boolean alone = true;
      for (int i = lo; i <= hi && alone; i++) {
        alone = i == j || isZero(i, j);
      }
      if (alone) {
        exchange(j, lo);
        lo++;
        any = true;
      }
    }
    return any;
  }

  private void exchange(int i, int to) {
    scale[to] = i;
    if (i != to) {
      Columns loops = Columns.of(a);
      loops.swap(n, a.data(), a.at(0, i), a.data(), a.at(0, to), 1);
      loops.swap(n, a.data(), a.at(i, 0), a.data(), a.at(to, 0), a.columnStep());
    }
  }

  private boolean scaleAll() {
    boolean changed = false;
    for (int i = lo; i <= hi; i++) {
      double column = Householder.norm(a.part(lo, i, hi - lo + 1, 1));
      double row = rowNorm(i);
      double factor = factor(column, row, scale[i]);
      if (factor != 1) {
        changed = true;
        scale[i] *= factor;
        Columns.of(a).scale(n, factor, 0, a.data(), a.at(0, i));
        for (int j = 0; j < n; j++) {
          a.set(i, j, a.re(i, j) / factor, a.im(i, j) / factor);
        }
      }
    }
    return changed;
  }

  private double rowNorm(int i) {
    double norm = 0;
    for (int j = lo; j <= hi; j++) {
      norm = PlaneRotation.length(norm, PlaneRotation.length(a.re(i, j), a.im(i, j)));
    }
    return norm;
  }

  /// The power of two by which a column of size `c` and a row of size `r` come nearest, or 1 where
  /// little would be won.
  private static double factor(double c, double r, double before) {
    if (c == 0 || r == 0) {
      return 1;
    }
    double f = 1;
    double column = c;
    double row = r;
    while (column < row / 2 && f < MOST && column < MOST && row > LEAST) {
      f *= 2;
      column *= 2;
      row /= 2;
    }
    while (column / 2 >= row && f > LEAST && column > LEAST && row < MOST) {
      f /= 2;
      column /= 2;
      row *= 2;
    }
    double all = before * f;
    return column + row >= ENOUGH * (c + r) || !(all > LEAST && all < MOST) ? 1 : f;
  }

  /// Turns vectors of the balanced matrix into those of the matrix that it was.
  void undo(Dense v) {
    for (int i = lo; i <= hi; i++) {
      if (scale[i] != 1) {
        for (int j = 0; j < v.columns(); j++) {
          v.set(i, j, scale[i] * v.re(i, j), scale[i] * v.im(i, j));
        }
      }
    }
    for (int i = lo - 1; i >= 0; i--) {
      LuFactor.exchangeRows(v, i, (int) scale[i]);
    }
    for (int i = hi + 1; i < n; i++) {
      LuFactor.exchangeRows(v, i, (int) scale[i]);
    }
  }
}
