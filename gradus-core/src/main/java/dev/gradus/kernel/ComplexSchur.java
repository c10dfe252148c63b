package dev.gradus.kernel;

/// A complex Hessenberg matrix turned into a triangle by single-shifted QR steps.
///
/// Shifts, tests for small elements and the order of the eigenvalues are LAPACK's: lahqr. The
/// elements below the diagonal are real and stay so.
final class ComplexSchur {
  private static final double EPS = 0x1p-52;
  private static final int EXCEPTIONAL = 10;
  private static final int MOST_STEPS = 30;

  private final Dense h;
  private final Dense z;
  private final int first;
  private final int last;
  private final boolean wanted;
  private final double small;

  // The first column of the shifted matrix where a step begins.
  private Pair head = new Pair(0, 0);
  private double below;

  private int top;
  private int end;

  /// @param h the matrix
  /// @param z the columns that are turned with it, or a matrix without rows if neither they nor the
  ///   triangle are wanted
  ComplexSchur(Dense h, int lo, int hi, Dense z) {
    this.h = h;
    this.z = z;
    first = lo;
    last = hi;
    wanted = z.rows() > 0;
    small = Double.MIN_NORMAL * ((hi - lo + 1) / EPS);
  }

  /// Turns the matrix; its diagonal becomes the eigenvalues.
  ///
  /// @return 0, or how many leading eigenvalues were not found
  int run() {
    int i = last;
    int most = MOST_STEPS * Math.max(10, last - first + 1);
    while (i >= first) {
      int l = first;
      int steps = 0;
      int since = 0;
      while (true) {
        l = split(i, l);
        if (l >= i) {
          break;
        }
        if (steps++ > most) {
          return i + 1;
        }
        since++;
        top = wanted ? 0 : l;
        end = wanted ? h.rows() - 1 : i;
        int m = start(l, i, shift(l, i, since));
        step(l, m, i);
      }
      i = l - 1;
    }
    return 0;
  }

  private Pair get(int i, int j) {
    return Pair.of(h, i, j);
  }

  private double size(int i, int j) {
    return Math.abs(h.re(i, j)) + Math.abs(h.im(i, j));
  }

  private int split(int i, int from) {
    int k = i;
    while (k > from && !negligible(k)) {
      k--;
    }
    if (k > first) {
      h.set(k, k - 1, 0, 0);
    }
    return k;
  }

  private boolean negligible(int k) {
    double low = size(k, k - 1);
    if (low <= small) {
      return true;
    }
    double around = size(k - 1, k - 1) + size(k, k);
    if (around == 0) {
      around += k - 2 >= first ? Math.abs(h.re(k - 1, k - 2)) : 0;
      around += k + 1 <= last ? Math.abs(h.re(k + 1, k)) : 0;
    }
    if (Math.abs(h.re(k, k - 1)) > EPS * around) {
      return false;
    }
    double high = size(k - 1, k);
    double ab = Math.max(low, high);
    double ba = Math.min(low, high);
    double difference = get(k - 1, k - 1).minus(get(k, k)).size();
    double aa = Math.max(size(k, k), difference);
    double bb = Math.min(size(k, k), difference);
    double s = aa + ab;
    return ba * (ab / s) <= Math.max(small, EPS * (bb * (aa / s)));
  }

  private Pair shift(int l, int i, int since) {
    if (since % (2 * EXCEPTIONAL) == 0) {
      return get(i, i).plus(new Pair(0.75 * Math.abs(h.re(i, i - 1)), 0));
    }
    if (since % EXCEPTIONAL == 0) {
      return get(l, l).plus(new Pair(0.75 * Math.abs(h.re(l + 1, l)), 0));
    }
    Pair t = get(i, i);
    Pair u = get(i - 1, i).root().times(get(i, i - 1).root());
    if (u.size() == 0) {
      return t;
    }
    Pair x = get(i - 1, i - 1).minus(t).times(0.5);
    double s = Math.max(u.size(), x.size());
    Pair xs = x.times(1 / s);
    Pair us = u.times(1 / s);
    Pair y = xs.times(xs).plus(us.times(us)).root().times(s);
    // Divided first: products of small numbers would vanish, and with them x + y.
    double along = x.re() / x.size() * y.re() + x.im() / x.size() * y.im();
    if (x.size() > 0 && along < 0) {
      y = y.times(-1);
    }
    return t.minus(u.times(u.over(x.plus(y))));
  }

  private int start(int l, int i, Pair shift) {
    for (int m = i - 1; ; m--) {
      Pair own = get(m, m);
      Pair shifted = own.minus(shift);
      double low = h.re(m + 1, m);
      double s = shifted.size() + Math.abs(low);
      head = shifted.times(1 / s);
      below = low / s;
      if (m == l) {
        return m;
      }
      double beside = Math.abs(h.re(m, m - 1)) * Math.abs(below);
      if (beside <= EPS * (head.size() * (own.size() + size(m + 1, m + 1)))) {
        return m;
      }
    }
  }

  private void step(int l, int m, int i) {
    Dense pair = Dense.zeros(true, 2, 1);
    for (int k = m; k < i; k++) {
      if (k > m) {
        get(k, k - 1).put(pair, 0, 0);
        get(k + 1, k - 1).put(pair, 1, 0);
      } else {
        head.put(pair, 0, 0);
        pair.set(1, 0, below, 0);
      }
      Pair t1 = Householder.reflect(pair, 0);
      Pair v2 = Pair.of(pair, 1, 0);
      if (k > m) {
        Pair.of(pair, 0, 0).put(h, k, k - 1);
        h.set(k + 1, k - 1, 0, 0);
      }
      rows(k, t1, v2);
      columns(h, k, top, Math.min(k + 2, i) + 1, t1, v2);
      columns(z, k, 0, z.rows(), t1, v2);
      if (k == m && m > l) {
        keepReal(m, i, new Pair(1, 0).minus(t1));
      }
    }
    Pair low = get(i, i - 1);
    if (low.im() != 0) {
      double length = PlaneRotation.length(low.re(), low.im());
      h.set(i, i - 1, length, 0);
      Pair phase = low.times(1 / length);
      scaleRow(i, i + 1, phase.conj());
      scaleColumn(h, i, top, i, phase);
      scaleColumn(z, i, 0, z.rows(), phase);
    }
  }

  /// A step that began in the middle leaves the element before it with a phase; it is moved on.
  private void keepReal(int m, int i, Pair start) {
    Pair phase = start.times(1 / PlaneRotation.length(start.re(), start.im()));
    get(m + 1, m).times(phase.conj()).put(h, m + 1, m);
    if (m + 2 <= i) {
      get(m + 2, m + 1).times(phase).put(h, m + 2, m + 1);
    }
    for (int j = m; j <= i; j++) {
      if (j != m + 1) {
        scaleRow(j, j + 1, phase);
        scaleColumn(h, j, top, j, phase.conj());
        scaleColumn(z, j, 0, z.rows(), phase.conj());
      }
    }
  }

  private void scaleRow(int row, int from, Pair by) {
    for (int j = from; j <= end; j++) {
      get(row, j).times(by).put(h, row, j);
    }
  }

  private static void scaleColumn(Dense x, int column, int from, int to, Pair by) {
    if (to > from) {
      Columns.COMPLEX.scale(to - from, by.re(), by.im(), x.data(), x.at(from, column));
    }
  }

  private void rows(int k, Pair t1, Pair v2) {
    double[] data = h.data();
    double t2 = t1.times(v2).re();
    for (int j = k; j <= end; j++) {
      int at = 2 * h.at(k, j);
      double xr = data[at];
      double xi = data[at + 1];
      double yr = data[at + 2];
      double yi = data[at + 3];
      double sr = t1.re() * xr + t1.im() * xi + t2 * yr;
      double si = t1.re() * xi - t1.im() * xr + t2 * yi;
      data[at] = xr - sr;
      data[at + 1] = xi - si;
      data[at + 2] = yr - (sr * v2.re() - si * v2.im());
      data[at + 3] = yi - (sr * v2.im() + si * v2.re());
    }
  }

  private static void columns(Dense x, int k, int from, int to, Pair t1, Pair v2) {
    if (x.rows() == 0) {
      return;
    }
    double[] data = x.data();
    double t2 = t1.times(v2).re();
    int a = 2 * x.at(from, k);
    int b = 2 * x.at(from, k + 1);
    for (int i = from; i < to; i++, a += 2, b += 2) {
      double xr = data[a];
      double xi = data[a + 1];
      double yr = data[b];
      double yi = data[b + 1];
      double sr = t1.re() * xr - t1.im() * xi + t2 * yr;
      double si = t1.re() * xi + t1.im() * xr + t2 * yi;
      data[a] = xr - sr;
      data[a + 1] = xi - si;
      data[b] = yr - (sr * v2.re() + si * v2.im());
      data[b + 1] = yi - (si * v2.re() - sr * v2.im());
    }
  }
}
