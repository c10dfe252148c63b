package dev.gradus.kernel;

/// A real block of two rows, turned into Schur's form: a triangle, or equal diagonal elements and
/// off-diagonal ones of different signs. As LAPACK's lanv2, so that pairs come in its order.
final class Quasi {
  private static final double EPS = 0x1p-52;

  double a;
  double b;
  double c;
  double d;

  /// The cosine of the rotation that turned it.
  double cos = 1;

  /// Its sine.
  double sin;

  /// The imaginary part of the first eigenvalue; that of the second is its negative.
  double imaginary;

  /// Turns a block.
  Quasi(double a, double b, double c, double d) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
    if (c == 0) {
      return;
    }
    if (b == 0) {
      exchange();
    } else if (a - d != 0 || (b > 0) == (c > 0)) {
      turn();
    }
    imaginary = this.c == 0 ? 0 : Math.sqrt(Math.abs(this.b)) * Math.sqrt(Math.abs(this.c));
  }

  private void exchange() {
    double first = a;
    a = d;
    d = first;
    b = -c;
    c = 0;
    cos = 0;
    sin = 1;
  }

  private void turn() {
    double difference = a - d;
    double p = difference / 2;
    double large = Math.max(Math.abs(b), Math.abs(c));
    double small = Math.min(Math.abs(b), Math.abs(c)) * Math.signum(b) * Math.signum(c);
    double scale = Math.max(Math.abs(p), large);
    double z = p / scale * p + large / scale * small;
    if (z >= 4 * EPS) {
      z = p + Math.copySign(Math.sqrt(scale) * Math.sqrt(z), p);
      a = d + z;
      d -= large / z * small;
      double length = PlaneRotation.length(c, z);
      cos = z / length;
      sin = c / length;
      b -= c;
      c = 0;
      return;
    }
    makeDiagonalEqual(difference, p);
    if (c == 0) {
      return;
    }
    if (b == 0) {
      b = -c;
      c = 0;
      double before = cos;
      cos = -sin;
      sin = before;
    } else if ((b > 0) == (c > 0)) {
      split();
    }
  }

  private void makeDiagonalEqual(double difference, double p) {
    double sum = b + c;
    double length = PlaneRotation.length(sum, difference);
    cos = Math.sqrt(0.5 * (1 + Math.abs(sum) / length));
    sin = -(p / (length * cos)) * Math.copySign(1, sum);
    double aa = a * cos + b * sin;
    double bb = b * cos - a * sin;
    double cc = c * cos + d * sin;
    double dd = d * cos - c * sin;
    a = aa * cos + cc * sin;
    b = bb * cos + dd * sin;
    c = cc * cos - aa * sin;
    d = dd * cos - bb * sin;
    double middle = 0.5 * (a + d);
    a = middle;
    d = middle;
  }

  /// Off-diagonal elements of one sign: the eigenvalues are real after all.
  private void split() {
    double rootB = Math.sqrt(Math.abs(b));
    double rootC = Math.sqrt(Math.abs(c));
    double p = Math.copySign(rootB * rootC, c);
    double by = 1 / Math.sqrt(Math.abs(b + c));
    double middle = a;
    a = middle + p;
    d = middle - p;
    b -= c;
    c = 0;
    double cos1 = rootB * by;
    double sin1 = rootC * by;
    double before = cos * cos1 - sin * sin1;
    sin = cos * sin1 + sin * cos1;
    cos = before;
  }
}
