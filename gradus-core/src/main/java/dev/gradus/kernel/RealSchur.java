package dev.gradus.kernel;

/// A real Hessenberg matrix turned into Schur's form, a triangle with blocks of two rows for pairs
/// of complex eigenvalues, by double-shifted QR steps (Francis, The QR transformation, 1961).
///
/// Shifts, tests for small elements and the order of the eigenvalues are LAPACK's: lahqr.
final class RealSchur {
  private static final double EPS = 0x1p-52;
  private static final int EXCEPTIONAL = 10;
  private static final int MOST_STEPS = 30;

  private final Dense h;
  private final Dense z;
  private final double[] data;
  private final int ld;
  private final int offset;
  private final int first;
  private final int last;
  private final boolean wanted;
  private final double small;
  private final double[] re;
  private final double[] im;
  private final double[] v = new double[3];

  // The shifts of a step.
  private double re1;
  private double re2;
  private double im1;

  // Which rows and columns a step touches: all, or those of the active block.
  private int top;
  private int end;

  /// @param h the matrix
  /// @param z the columns that are turned with it, or a matrix without rows if neither they nor the
  ///   triangle are wanted
  RealSchur(Dense h, int lo, int hi, Dense z, double[] re, double[] im) {
    this.h = h;
    this.z = z;
    data = h.data();
    ld = h.columnStep();
    offset = h.offset();
    first = lo;
    last = hi;
    wanted = z.rows() > 0;
    small = Double.MIN_NORMAL * ((hi - lo + 1) / EPS);
    this.re = re;
    this.im = im;
  }

  /// Turns the matrix.
  ///
  /// @return 0, or how many leading eigenvalues were not found
  int run() {
    for (int i = 0; i < h.rows(); i++) {
      if (i < first || i > last) {
        re[i] = get(i, i);
        im[i] = 0;
      }
    }
    int i = last;
    int most = MOST_STEPS * Math.max(10, last - first + 1);
    while (i >= first) {
      int l = first;
      int steps = 0;
      int since = 0;
      while (true) {
        l = split(i, l);
        if (l >= i - 1) {
          break;
        }
        if (steps++ > most) {
          return i + 1;
        }
        since++;
        top = wanted ? 0 : l;
        end = wanted ? h.rows() - 1 : i;
        shifts(l, i, since);
        step(l, start(l, i), i);
      }
      take(l, i);
      i = l - 1;
    }
    return 0;
  }

  private double get(int i, int j) {
    return data[offset + i + j * ld];
  }

  private void set(int i, int j, double x) {
    data[offset + i + j * ld] = x;
  }

  private double abs(int i, int j) {
    return Math.abs(get(i, j));
  }

  /// Where the active block that ends at `i` begins.
  private int split(int i, int from) {
    int k = i;
    while (k > from && !negligible(k)) {
      k--;
    }
    if (k > first) {
      set(k, k - 1, 0);
    }
    return k;
  }

  /// The conservative test of Ahues and Tisseur, A new deflation criterion for the QR algorithm,
  /// 1997.
  private boolean negligible(int k) {
    double below = abs(k, k - 1);
    if (below <= small) {
      return true;
    }
    double size = abs(k - 1, k - 1) + abs(k, k);
    if (size == 0) {
      size += k - 2 >= first ? abs(k - 1, k - 2) : 0;
      size += k + 1 <= last ? abs(k + 1, k) : 0;
    }
    if (below > EPS * size) {
      return false;
    }
    double above = abs(k - 1, k);
    double ab = Math.max(below, above);
    double ba = Math.min(below, above);
    double difference = Math.abs(get(k - 1, k - 1) - get(k, k));
    double aa = Math.max(abs(k, k), difference);
    double bb = Math.min(abs(k, k), difference);
    double s = aa + ab;
    return ba * (ab / s) <= Math.max(small, EPS * (bb * (aa / s)));
  }

  private void shifts(int l, int i, int since) {
    double h11;
    double h21;
    double h12;
    double h22;
    if (since % (2 * EXCEPTIONAL) == 0) {
      double s = abs(i, i - 1) + abs(i - 1, i - 2);
      h11 = 0.75 * s + get(i, i);
      h12 = -0.4375 * s;
      h21 = s;
      h22 = h11;
    } else if (since % EXCEPTIONAL == 0) {
      double s = abs(l + 1, l) + abs(l + 2, l + 1);
      h11 = 0.75 * s + get(l, l);
      h12 = -0.4375 * s;
      h21 = s;
      h22 = h11;
    } else {
      h11 = get(i - 1, i - 1);
      h21 = get(i, i - 1);
      h12 = get(i - 1, i);
      h22 = get(i, i);
    }
    double s = Math.abs(h11) + Math.abs(h12) + Math.abs(h21) + Math.abs(h22);
    re1 = 0;
    re2 = 0;
    im1 = 0;
    if (s != 0) {
      eigenvalues(h11 / s, h12 / s, h21 / s, h22 / s, s);
    }
  }

  /// The eigenvalues of a block; of two real ones twice that nearer to the last element.
  private void eigenvalues(double h11, double h12, double h21, double h22, double s) {
    double middle = (h11 + h22) / 2;
    double det = (h11 - middle) * (h22 - middle) - h12 * h21;
    double root = Math.sqrt(Math.abs(det));
    if (det >= 0) {
      re1 = middle * s;
      re2 = re1;
      im1 = root * s;
    } else {
      double larger = middle + root;
      double smaller = middle - root;
      re1 = (Math.abs(larger - h22) <= Math.abs(smaller - h22) ? larger : smaller) * s;
      re2 = re1;
    }
  }

  /// The row where a step may begin, because two elements below the diagonal are small there; sets
  /// the first column of the shifted product.
  private int start(int l, int i) {
    for (int m = i - 2; ; m--) {
      double below = get(m + 1, m);
      double s = Math.abs(get(m, m) - re2) + Math.abs(im1) + Math.abs(below);
      double part = below / s;
      double own = get(m, m);
      double im2 = -im1;
      v[0] = part * get(m, m + 1) + (own - re1) * ((own - re2) / s) - im1 * (im2 / s);
      v[1] = part * (own + get(m + 1, m + 1) - re1 - re2);
      v[2] = part * get(m + 2, m + 1);
      double size = Math.abs(v[0]) + Math.abs(v[1]) + Math.abs(v[2]);
      v[0] /= size;
      v[1] /= size;
      v[2] /= size;
      if (m == l) {
        return m;
      }
      double around = abs(m - 1, m - 1) + Math.abs(own) + abs(m + 1, m + 1);
      double beside = abs(m, m - 1) * (Math.abs(v[1]) + Math.abs(v[2]));
      if (beside <= EPS * Math.abs(v[0]) * around) {
        return m;
      }
    }
  }

  private void step(int l, int m, int i) {
    for (int k = m; k < i; k++) {
      int count = Math.min(3, i - k + 1);
      if (k > m) {
        for (int r = 0; r < count; r++) {
          v[r] = get(k + r, k - 1);
        }
      }
      double t1 = reflect(count);
      if (k > m) {
        set(k, k - 1, v[0]);
        set(k + 1, k - 1, 0);
        if (count == 3) {
          set(k + 2, k - 1, 0);
        }
      } else if (m > l) {
        // Not simply the negative: the next elements may have underflowed.
        set(k, k - 1, get(k, k - 1) * (1 - t1));
      }
      double v2 = v[1];
      double v3 = count == 3 ? v[2] : 0;
      rows(k, count, t1, v2, v3);
      columns(h, k, count, top, Math.min(k + 3, i) + 1, t1, v2, v3);
      columns(z, k, count, 0, z.rows(), t1, v2, v3);
    }
  }

  /// Makes the reflection that clears `v` below its first element.
  private double reflect(int count) {
    double below = count == 3 ? PlaneRotation.length(v[1], v[2]) : Math.abs(v[1]);
    if (below == 0) {
      return 0;
    }
    double alpha = v[0];
    double beta = -Math.copySign(PlaneRotation.length(alpha, below), alpha);
    double by = 1 / (alpha - beta);
    v[1] *= by;
    v[2] *= by;
    v[0] = beta;
    return (beta - alpha) / beta;
  }

  private void rows(int k, int count, double t1, double v2, double v3) {
    double t2 = t1 * v2;
    double t3 = t1 * v3;
    int at = offset + k + k * ld;
    for (int j = k; j <= end; j++, at += ld) {
      if (count == 3) {
        double sum = data[at] + v2 * data[at + 1] + v3 * data[at + 2];
        data[at] -= sum * t1;
        data[at + 1] -= sum * t2;
        data[at + 2] -= sum * t3;
      } else {
        double sum = data[at] + v2 * data[at + 1];
        data[at] -= sum * t1;
        data[at + 1] -= sum * t2;
      }
    }
  }

  private static void columns(
      Dense x, int k, int count, int from, int to, double t1, double v2, double v3) {
    if (x.rows() == 0) {
      return;
    }
    double t2 = t1 * v2;
    double t3 = t1 * v3;
    double[] data = x.data();
    int a = x.at(0, k);
    int b = x.at(0, k + 1);
    int c = count == 3 ? x.at(0, k + 2) : b;
    if (count == 3) {
      for (int i = from; i < to; i++) {
        double sum = data[a + i] + v2 * data[b + i] + v3 * data[c + i];
        data[a + i] -= sum * t1;
        data[b + i] -= sum * t2;
        data[c + i] -= sum * t3;
      }
    } else {
      for (int i = from; i < to; i++) {
        double sum = data[a + i] + v2 * data[b + i];
        data[a + i] -= sum * t1;
        data[b + i] -= sum * t2;
      }
    }
  }

  /// Takes the eigenvalues of a block of one or two rows.
  private void take(int l, int i) {
    if (l == i) {
      re[i] = get(i, i);
      im[i] = 0;
      return;
    }
    Quasi q = new Quasi(get(i - 1, i - 1), get(i - 1, i), get(i, i - 1), get(i, i));
    set(i - 1, i - 1, q.a);
    set(i - 1, i, q.b);
    set(i, i - 1, q.c);
    set(i, i, q.d);
    re[i - 1] = q.a;
    re[i] = q.d;
    im[i - 1] = q.imaginary;
    im[i] = -q.imaginary;
    if (wanted) {
      for (int j = i + 1; j < h.columns(); j++) {
        double above = get(i - 1, j);
        double below = get(i, j);
        set(i - 1, j, q.cos * above + q.sin * below);
        set(i, j, q.cos * below - q.sin * above);
      }
      PlaneRotation.columns(h, i - 1, i, 0, i - 1, q.cos, q.sin);
      PlaneRotation.columns(z, i - 1, i, q.cos, q.sin);
    }
  }
}
