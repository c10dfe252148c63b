package dev.gradus.kernel;

/// Eigenvalues of a real symmetric tridiagonal matrix by implicit QL steps (Martin and Wilkinson,
/// The implicit QL algorithm, 1968).
///
/// A step starts at the end of a block that has the larger elements; if that is the upper one, the
/// block is looked at as its mirror image.
final class TridiagonalQl {
  private static final double EPS = 0x1p-53;
  private static final int MOST_STEPS = 40;

  private final double[] d;
  private final double[] e;
  private final Dense z;
  private final PlaneRotation rotation = new PlaneRotation();
  private int lo;
  private int hi;
  private boolean mirrored;

  /// @param d the diagonal, which becomes the eigenvalues
  /// @param e what is beside it
  /// @param z the columns that are turned into eigenvectors, or a matrix without rows
  TridiagonalQl(double[] d, double[] e, Dense z) {
    this.d = d;
    this.e = e;
    this.z = z;
  }

  /// Makes the diagonal the eigenvalues in ascending order.
  ///
  /// @return 0, or how many elements beside the diagonal did not vanish
  int run() {
    long left = (long) MOST_STEPS * d.length;
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
        mirrored = Math.abs(d[hi]) < Math.abs(d[lo]);
      }
      oldLo = lo;
      oldHi = hi;
      step();
    }
    sort();
    return 0;
  }

  private void findBlock() {
    lo = hi;
    while (lo > 0) {
      double beside = Math.abs(e[lo - 1]);
      if (beside <= EPS * (Math.abs(d[lo - 1]) + Math.abs(d[lo])) || beside < Double.MIN_NORMAL) {
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

  private int at(int i) {
    return mirrored ? lo + hi - i : i;
  }

  private int between(int i) {
    return mirrored ? lo + hi - 1 - i : i;
  }

  /// Chases a bulge from the last row of the block to the first, whose eigenvalue it approaches.
  private void step() {
    double first = d[at(lo)];
    double beside = e[between(lo)];
    double g = (d[at(lo + 1)] - first) / (2 * beside);
    double r = PlaneRotation.length(g, 1);
    g = d[at(hi)] - first + beside / (g + Math.copySign(r, g));
    double s = 1;
    double c = 1;
    double p = 0;
    for (int i = hi - 1; i >= lo; i--) {
      double f = s * e[between(i)];
      double b = c * e[between(i)];
      rotation.clear(g, f);
      c = rotation.c;
      s = rotation.s;
      if (i < hi - 1) {
        e[between(i + 1)] = rotation.r;
      }
      g = d[at(i + 1)] - p;
      r = (d[at(i)] - g) * s + 2 * c * b;
      p = s * r;
      d[at(i + 1)] = g + p;
      g = c * r - b;
      PlaneRotation.columns(z, at(i), at(i + 1), c, -s);
    }
    d[at(lo)] -= p;
    e[between(lo)] = g;
  }

  private void sort() {
    for (int i = 0; i < d.length - 1; i++) {
      int least = i;
      for (int j = i + 1; j < d.length; j++) {
        least = d[j] < d[least] ? j : least;
      }
      if (least != i) {
        double value = d[i];
        d[i] = d[least];
        d[least] = value;
        BidiagonalQr.swap(z, i, least);
      }
    }
  }
}
