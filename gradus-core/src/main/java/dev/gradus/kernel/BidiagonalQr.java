package dev.gradus.kernel;

/// Singular values of a real bidiagonal matrix by implicit QR steps, with a shift or, where that
/// would cost the digits of small ones, without (Demmel and Kahan, Accurate singular values of
/// bidiagonal matrices, 1990).
///
/// A step chases a bulge from one end of a block to the other. It starts at the larger end: from
/// below, the block is looked at as its mirror image, in which left and right exchange.
final class BidiagonalQr {
  private static final double EPS = 0x1p-53;
  private static final int MOST_SWEEPS = 40;

  private final double[] d;
  private final double[] e;
  private final Dense u;
  private final Dense v;
  private final PlaneRotation first = new PlaneRotation();
  private final PlaneRotation second = new PlaneRotation();
  private int lo;
  private int hi;
  private boolean mirrored;

  /// @param d the diagonal, which becomes the singular values
  /// @param e what is above it
  /// @param u the columns that belong to rows, or a matrix without rows
  /// @param v the columns that belong to columns, or a matrix without rows
  BidiagonalQr(double[] d, double[] e, Dense u, Dense v) {
    this.d = d;
    this.e = e;
    this.u = u;
    this.v = v;
  }

  /// Makes the diagonal the singular values in descending order.
  ///
  /// @return 0, or how many elements above the diagonal did not vanish
  int run() {
    long left = (long) MOST_SWEEPS * d.length;
    int oldLo = -1;
    int oldHi = -1;
    hi = d.length - 1;
    while (hi > 0) {
      findBlock();
      if (lo == hi) {
        hi--;
        continue;
      }
      if (left-- == 0) {
        return remaining();
      }
      if (lo > oldHi || hi < oldLo) {
        mirrored = Math.abs(d[lo]) < Math.abs(d[hi]);
      }
      oldLo = lo;
      oldHi = hi;
      double shift = shift();
      if (shift == 0) {
        stepWithoutShift();
      } else {
        step(shift);
      }
    }
    makePositive();
    sort();
    return 0;
  }

  private void findBlock() {
    lo = hi;
    while (lo > 0) {
      double above = Math.abs(e[lo - 1]);
      if (above <= EPS * (Math.abs(d[lo - 1]) + Math.abs(d[lo])) || above < Double.MIN_NORMAL) {
        e[lo - 1] = 0;
        return;
      }
      lo--;
    }
  }

  private int remaining() {
    int count = 0;
    for (double x : e) {
      count += x != 0 ? 1 : 0;
    }
    return count;
  }

  // --- One step; places are counted in the block or its mirror image. ---

  private int at(int i) {
    return mirrored ? lo + hi - i : i;
  }

  private double d(int i) {
    return d[at(i)];
  }

  private double e(int i) {
    return e[mirrored ? lo + hi - 1 - i : i];
  }

  private void setD(int i, double value) {
    d[at(i)] = value;
  }

  private void setE(int i, double value) {
    e[mirrored ? lo + hi - 1 - i : i] = value;
  }

  /// The smaller singular value of the last two rows; 0 if it is negligible.
  private double shift() {
    for (int i = lo; i <= hi; i++) {
      if (d[i] == 0) {
        return 0;
      }
    }
    double shift = smaller(Math.abs(d(hi - 1)), Math.abs(e(hi - 1)), Math.abs(d(hi)));
    double ratio = shift / Math.abs(d(lo));
    return ratio * ratio < EPS ? 0 : shift;
  }

  /// The smaller singular value of a triangle of two rows `f g; 0 h`, to nearly all digits.
  private static double smaller(double f, double g, double h) {
    double least = Math.min(f, h);
    double most = Math.max(f, h);
    if (least == 0) {
      return 0;
    }
    double sum = 1 + least / most;
    double difference = (most - least) / most;
    if (g < most) {
      double part = g / most;
      double square = part * part;
      return least * (2 / (Math.sqrt(sum * sum + square) + root(difference, square)));
    }
    double part = most / g;
    if (part == 0) {
      return least * most / g;
    }
    double x = sum * part;
    double y = difference * part;
    return 2 * (least * part / (Math.sqrt(1 + x * x) + Math.sqrt(1 + y * y)));
  }

  private static double root(double x, double square) {
    return Math.sqrt(x * x + square);
  }

  private void step(double shift) {
    double start = d(lo);
    double f = (Math.abs(start) - shift) * (Math.copySign(1, start) + shift / start);
    double g = e(lo);
    for (int i = lo; i < hi; i++) {
      first.clear(f, g);
      if (i > lo) {
        setE(i - 1, first.r);
      }
      f = first.c * d(i) + first.s * e(i);
      setE(i, first.c * e(i) - first.s * d(i));
      g = first.s * d(i + 1);
      setD(i + 1, first.c * d(i + 1));
      second.clear(f, g);
      setD(i, second.r);
      f = second.c * e(i) + second.s * d(i + 1);
      setD(i + 1, second.c * d(i + 1) - second.s * e(i));
      if (i + 1 < hi) {
        g = second.s * e(i + 1);
        setE(i + 1, second.c * e(i + 1));
      }
      turn(i);
    }
    setE(hi - 1, f);
  }

  private void stepWithoutShift() {
    double c = 1;
    double oldC = 1;
    double oldS = 0;
    for (int i = lo; i < hi; i++) {
      first.clear(d(i) * c, e(i));
      c = first.c;
      if (i > lo) {
        setE(i - 1, oldS * first.r);
      }
      second.clear(oldC * first.r, d(i + 1) * first.s);
      oldC = second.c;
      oldS = second.s;
      setD(i, second.r);
      turn(i);
    }
    double last = d(hi) * c;
    setD(hi, last * oldC);
    setE(hi - 1, last * oldS);
  }

  private void turn(int i) {
    first.columns(mirrored ? u : v, at(i), at(i + 1));
    second.columns(mirrored ? v : u, at(i), at(i + 1));
  }

  private void makePositive() {
    for (int i = 0; i < d.length; i++) {
      if (d[i] < 0 || d[i] == 0) {
        boolean negative = d[i] < 0;
        d[i] = negative ? -d[i] : 0;
        if (negative && v.rows() > 0) {
          Columns.of(v).scale(v.rows(), -1, 0, v.data(), v.at(0, i));
        }
      }
    }
  }

  private void sort() {
    for (int i = 0; i < d.length - 1; i++) {
      int most = i;
      for (int j = i + 1; j < d.length; j++) {
        most = d[j] > d[most] ? j : most;
      }
      if (most != i) {
        double value = d[i];
        d[i] = d[most];
        d[most] = value;
        swap(u, i, most);
        swap(v, i, most);
      }
    }
  }

  static void swap(Dense x, int i, int j) {
    if (x.rows() > 0) {
      Columns.of(x).swap(x.rows(), x.data(), x.at(0, i), x.data(), x.at(0, j), 1);
    }
  }
}
