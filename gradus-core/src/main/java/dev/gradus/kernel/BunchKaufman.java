package dev.gradus.kernel;

/// The factors of a symmetric or Hermitian matrix: `A = L·D·Lᵀ` or `A = L·D·Lᴴ` with rows and
/// columns exchanged, `D` of blocks of one or two rows.
///
/// As LAPACK's sytrf and hetrf with the lower triangle (Bunch and Kaufman, Some stable methods for
/// calculating inertia and solving symmetric linear systems, 1977).
public final class BunchKaufman {
  private static final double ALPHA = (1 + Math.sqrt(17)) / 8;

  private BunchKaufman() {}

  /// Factors the lower triangle in place.
  ///
  /// @param hermitian whether a complex matrix is Hermitian, else symmetric
  /// @param pivots receives for each row of a block of one the row that it was exchanged with,
  ///   counted from 1; for both rows of a block of two the negative of that of the second
  /// @return 0, or the first block that is zero, counted from 1
  public static int run(Dense a, boolean hermitian, int[] pivots, int at) {
    boolean conj = hermitian && a.complex();
    int n = a.rows();
    int info = 0;
    for (int k = 0; k < n; ) {
      int choice = choose(a, k, conj);
      if (choice == ZERO) {
        info = info == 0 ? k + 1 : info;
        pivots[at + k] = k + 1;
        makeReal(a, k, conj);
        k++;
        continue;
      }
      boolean two = choice < 0;
      int p = two ? -choice - 1 : choice;
      int kk = two ? k + 1 : k;
      if (p != kk) {
        exchange(a, k, kk, p, conj);
      }
      makeReal(a, k, conj);
      if (two) {
        makeReal(a, k + 1, conj);
        stepTwo(a, k, conj);
        pivots[at + k + 1] = -(p + 1);
      } else {
        stepOne(a, k, conj);
      }
      pivots[at + k] = two ? -(p + 1) : p + 1;
      k = kk + 1;
    }
    return info;
  }

  private static final int ZERO = Integer.MAX_VALUE;

  /// The row of the pivot, counted from 0; for a block of two −1 less it; `ZERO` if the column is.
  private static int choose(Dense a, int k, boolean conj) {
    int n = a.rows();
    Columns loops = Columns.of(a);
    double diagonal = size(a, k, conj);
    int best = k + 1 + loops.largest(n - k - 1, a.data(), a.at(k + 1, k));
    double inColumn = k + 1 < n ? Pair.of(a, best, k).size() : 0;
    if (Math.max(diagonal, inColumn) == 0 || Double.isNaN(diagonal)) {
      return ZERO;
    }
    if (diagonal >= ALPHA * inColumn) {
      return k;
    }
    double inRow = 0;
    for (int j = k; j < best; j++) {
      inRow = Math.max(inRow, Pair.of(a, best, j).size());
    }
    for (int i = best + 1; i < n; i++) {
      inRow = Math.max(inRow, Pair.of(a, i, best).size());
    }
    if (diagonal >= ALPHA * inColumn * (inColumn / inRow)) {
      return k;
    }
    return size(a, best, conj) >= ALPHA * inRow ? best : -best - 1;
  }

  private static double size(Dense a, int k, boolean conj) {
    return conj ? Math.abs(a.re(k, k)) : Pair.of(a, k, k).size();
  }

  private static void makeReal(Dense a, int k, boolean conj) {
    if (conj) {
      a.set(k, k, a.re(k, k), 0);
    }
  }

  /// Exchanges rows and columns `kk` and `p` of what is left from column `k` on.
  private static void exchange(Dense a, int k, int kk, int p, boolean conj) {
    int n = a.rows();
    Columns loops = Columns.of(a);
    if (p + 1 < n) {
      loops.swap(n - p - 1, a.data(), a.at(p + 1, kk), a.data(), a.at(p + 1, p), 1);
    }
    for (int j = kk + 1; j < p; j++) {
      Pair t = Pair.of(a, j, kk).conjIf(conj);
      Pair.of(a, p, j).conjIf(conj).put(a, j, kk);
      t.put(a, p, j);
    }
    Pair.of(a, p, kk).conjIf(conj).put(a, p, kk);
    Pair t = Pair.of(a, kk, kk);
    Pair.of(a, p, p).put(a, kk, kk);
    t.put(a, p, p);
    makeReal(a, p, conj);
    if (kk != k) {
      Pair s = Pair.of(a, kk, k);
      Pair.of(a, p, k).put(a, kk, k);
      s.put(a, p, k);
    }
  }

  private static void stepOne(Dense a, int k, boolean conj) {
    int n = a.rows();
    Columns loops = Columns.of(a);
    Pair inverse = new Pair(1, 0).over(Pair.of(a, k, k));
    for (int j = k + 1; j < n; j++) {
      Pair s = Pair.of(a, j, k).conjIf(conj).times(inverse);
      loops.add(n - j, -s.re(), -s.im(), a.data(), a.at(j, k), false, a.data(), a.at(j, j));
      makeReal(a, j, conj);
    }
    loops.scale(n - k - 1, inverse.re(), inverse.im(), a.data(), a.at(k + 1, k));
  }

  private static void stepTwo(Dense a, int k, boolean conj) {
    int n = a.rows();
    Columns loops = Columns.of(a);
    Pair off = Pair.of(a, k + 1, k);
    Pair offConj = off.conjIf(conj);
    Pair d11 = Pair.of(a, k + 1, k + 1).over(off);
    Pair d22 = Pair.of(a, k, k).over(offConj);
    Pair scale = new Pair(1, 0).over(d11.times(d22).minus(new Pair(1, 0)));
    for (int j = k + 2; j < n; j++) {
      Pair x = Pair.of(a, j, k);
      Pair y = Pair.of(a, j, k + 1);
      // (x, y) times the inverse of the block.
      Pair w = d11.times(x).minus(y).times(scale).over(offConj);
      Pair z = d22.times(y).minus(x).times(scale).over(off);
      Pair wc = w.conjIf(conj);
      Pair zc = z.conjIf(conj);
      int to = a.at(j, j);
      loops.add(n - j, -wc.re(), -wc.im(), a.data(), a.at(j, k), false, a.data(), to);
      loops.add(n - j, -zc.re(), -zc.im(), a.data(), a.at(j, k + 1), false, a.data(), to);
      w.put(a, j, k);
      z.put(a, j, k + 1);
      makeReal(a, j, conj);
    }
  }

  /// Replaces `b` by the solution of `A·x = b`.
  public static void solve(Dense a, boolean hermitian, int[] pivots, int at, Dense b) {
    boolean conj = hermitian && a.complex();
    forward(a, conj, pivots, at, b);
    backward(a, conj, pivots, at, b);
  }

  private static void forward(Dense a, boolean conj, int[] pivots, int at, Dense b) {
    int n = a.rows();
    for (int k = 0; k < n; ) {
      boolean two = pivots[at + k] < 0;
      int width = two ? 2 : 1;
      LuFactor.exchangeRows(b, k + width - 1, Math.abs(pivots[at + k]) - 1);
      if (k + width < n) {
        int rest = n - k - width;
        DenseProduct.subtract(
            a.part(k + width, k, rest, width),
            b.part(k, 0, width, b.columns()),
            b.part(k + width, 0, rest, b.columns()));
      }
      for (int j = 0; j < b.columns(); j++) {
        if (two) {
          divideTwo(a, k, conj, b, j);
        } else {
          Pair d = conj ? new Pair(a.re(k, k), 0) : Pair.of(a, k, k);
          Pair.of(b, k, j).over(d).put(b, k, j);
        }
      }
      k += width;
    }
  }

  private static void divideTwo(Dense a, int k, boolean conj, Dense b, int j) {
    Pair off = Pair.of(a, k + 1, k);
    Pair offConj = off.conjIf(conj);
    Pair d22 = Pair.of(a, k, k).over(offConj);
    Pair d11 = Pair.of(a, k + 1, k + 1).over(off);
    Pair determinant = d22.times(d11).minus(new Pair(1, 0));
    Pair x = Pair.of(b, k, j).over(offConj);
    Pair y = Pair.of(b, k + 1, j).over(off);
    d11.times(x).minus(y).over(determinant).put(b, k, j);
    d22.times(y).minus(x).over(determinant).put(b, k + 1, j);
  }

  private static void backward(Dense a, boolean conj, int[] pivots, int at, Dense b) {
    int n = a.rows();
    for (int k = n - 1; k >= 0; ) {
      int width = pivots[at + k] < 0 ? 2 : 1;
      int first = k - width + 1;
      if (k + 1 < n) {
        int rest = n - k - 1;
        Dense below = a.part(k + 1, first, rest, width);
        DenseProduct.subtract(
            conj ? below.adjoint() : below.transposed(),
            b.part(k + 1, 0, rest, b.columns()),
            b.part(first, 0, width, b.columns()));
      }
      LuFactor.exchangeRows(b, k, Math.abs(pivots[at + k]) - 1);
      k = first - 1;
    }
  }
}
