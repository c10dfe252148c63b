package dev.gradus.kernel;

/// Eigenvectors of a triangle, or of one with blocks of two rows for pairs, by substitution from
/// below. Where a divisor vanishes because an eigenvalue comes twice, it is taken for the smallest
/// number that counts.
final class TriangleVectors {
  private static final double EPS = 0x1p-52;
  private static final double LARGE = 0x1p300;

  private final Dense t;
  private final Pair value;
  private final double least;

  // The vector, real and imaginary parts.
  private final double[] re;
  private final double[] im;
  private int size;

  private TriangleVectors(Dense t, Pair value, int size) {
    this.t = t;
    this.value = value;
    this.size = size;
    re = new double[size];
    im = new double[size];
    least = Math.max(EPS * value.size(), Double.MIN_NORMAL * (t.rows() / EPS));
  }

  /// Writes the vector of the eigenvalue in place `j` of a complex triangle into column `j` of `x`.
  static void complex(Dense t, int j, Dense x) {
    TriangleVectors own = new TriangleVectors(t, Pair.of(t, j, j), j + 1);
    own.re[j] = 1;
    for (int k = 0; k < j; k++) {
      own.re[k] = -t.re(k, j);
      own.im[k] = -t.im(k, j);
    }
    for (int k = j - 1; k >= 0; k--) {
      own.one(k);
    }
    for (int k = 0; k <= j; k++) {
      x.set(k, j, own.re[k], own.im[k]);
    }
  }

  /// Writes the vector of the eigenvalue in place `j` of a real triangle into column `j` of `x`; of
  /// the first of a pair the imaginary parts into the next.
  static void real(Dense t, int j, double wr, double wi, Dense x) {
    int size = wi == 0 ? j + 1 : j + 2;
    TriangleVectors own = new TriangleVectors(t, new Pair(wr, wi), size);
    if (wi == 0) {
      own.re[j] = 1;
      own.addColumn(j, 1, 0, j);
    } else {
      double above = t.re(j, j + 1);
      double below = t.re(j + 1, j);
      boolean byAbove = Math.abs(above) >= Math.abs(below);
      own.re[j] = byAbove ? 1 : -wi / below;
      own.im[j + 1] = byAbove ? wi / above : 1;
      own.addColumn(j, own.re[j], 0, j);
      own.addColumn(j + 1, 0, own.im[j + 1], j);
    }
    int k = j - 1;
    while (k >= 0) {
      if (k > 0 && t.re(k, k - 1) != 0) {
        own.two(k);
        k -= 2;
      } else {
        own.one(k);
        k--;
      }
    }
    for (int i = 0; i < size; i++) {
      x.set(i, j, own.re[i], 0);
      if (wi != 0) {
        x.set(i, j + 1, own.im[i], 0);
      }
    }
  }

  /// Subtracts a multiple of a column of the triangle from the first rows.
  private void addColumn(int column, double xr, double xi, int rows) {
    for (int i = 0; i < rows; i++) {
      double tr = t.re(i, column);
      double ti = t.im(i, column);
      re[i] -= tr * xr - ti * xi;
      im[i] -= tr * xi + ti * xr;
    }
  }

  private Pair divisor(int k) {
    Pair d = Pair.of(t, k, k).minus(value);
    return d.size() < least ? new Pair(least, 0) : d;
  }

  private void one(int k) {
    put(k, new Pair(re[k], im[k]).over(divisor(k)));
    keepSmall(k);
    addColumn(k, re[k], im[k], k);
  }

  /// Solves the two equations of rows `k − 1` and `k` of a real block, the larger pivot first.
  private void two(int k) {
    Pair a = Pair.of(t, k - 1, k - 1).minus(value);
    Pair b = Pair.of(t, k - 1, k);
    Pair c = Pair.of(t, k, k - 1);
    Pair d = Pair.of(t, k, k).minus(value);
    Pair first = new Pair(re[k - 1], im[k - 1]);
    Pair second = new Pair(re[k], im[k]);
    boolean exchange = c.size() > a.size();
    Pair pivot = exchange ? c : a;
    Pair beside = exchange ? d : b;
    Pair right = exchange ? second : first;
    Pair factor = (exchange ? a : c).over(pivot);
    Pair corner = (exchange ? b : d).minus(factor.times(beside));
    if (corner.size() < least) {
      corner = new Pair(least, 0);
    }
    Pair y = (exchange ? first : second).minus(factor.times(right)).over(corner);
    put(k - 1, right.minus(beside.times(y)).over(pivot));
    put(k, y);
    keepSmall(k);
    keepSmall(k - 1);
    addColumn(k - 1, re[k - 1], im[k - 1], k - 1);
    addColumn(k, re[k], im[k], k - 1);
  }

  private void put(int k, Pair x) {
    re[k] = x.re();
    im[k] = x.im();
  }

  /// Makes the vector shorter before its elements overflow.
  private void keepSmall(int k) {
    double most = Math.abs(re[k]) + Math.abs(im[k]);
    if (most > LARGE) {
      for (int i = 0; i < size; i++) {
        re[i] /= most;
        im[i] /= most;
      }
    }
  }
}
