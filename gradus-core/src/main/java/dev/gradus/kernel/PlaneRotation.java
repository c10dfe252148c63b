package dev.gradus.kernel;

/// A rotation of a plane, chosen to clear the second of two numbers, and applied to two columns.
///
/// One object serves a whole factorisation: [#clear] sets it, the fields tell what it is.
final class PlaneRotation {
  private static final double LARGE = 0x1p450;
  private static final double SMALL = 0x1p-450;

  /// The cosine.
  double c = 1;

  /// The sine.
  double s;

  /// The first number after the rotation; the second is 0.
  double r;

  /// Sets this to the rotation with `c·f + s·g = r` and `c·g − s·f = 0`.
  void clear(double f, double g) {
    if (g == 0) {
      c = 1;
      s = 0;
      r = f;
    } else if (f == 0) {
      c = 0;
      s = 1;
      r = g;
    } else {
      r = length(f, g);
      c = f / r;
      s = g / r;
    }
  }

  /// √(f² + g²), without overflow on the way.
  static double length(double f, double g) {
    double big = Math.max(Math.abs(f), Math.abs(g));
    if (big < LARGE && big > SMALL) {
      return Math.sqrt(f * f + g * g);
    }
    if (big == 0 || !(big < Double.POSITIVE_INFINITY)) {
      return big;
    }
    double x = f / big;
    double y = g / big;
    return big * Math.sqrt(x * x + y * y);
  }

  /// Turns columns `p` and `q` of a matrix: `(c·xₚ + s·x_q, c·x_q − s·xₚ)`.
  void columns(Dense x, int p, int q) {
    columns(x, p, q, c, s);
  }

  /// As [#columns(Dense, int, int)] by a cosine and a sine.
  static void columns(Dense x, int p, int q, double c, double s) {
    columns(x, p, q, 0, x.rows(), c, s);
  }

  /// As [#columns(Dense, int, int)] in rows `from … end`.
  static void columns(Dense x, int p, int q, int from, int end, double c, double s) {
    if (s == 0 && c == 1) {
      return;
    }
    int width = x.complex() ? 2 : 1;
    double[] data = x.data();
    int a = width * x.at(from, p);
    int b = width * x.at(from, q);
    for (int i = 0; i < width * (end - from); i++) {
      double first = data[a + i];
      double second = data[b + i];
      data[a + i] = c * first + s * second;
      data[b + i] = c * second - s * first;
    }
  }
}
