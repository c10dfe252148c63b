package dev.gradus.kernel;

/// A complex number, for the few that steer a factorisation.
record Pair(double re, double im) {
  static Pair of(Dense x, int i, int j) {
    return new Pair(x.re(i, j), x.im(i, j));
  }

  void put(Dense x, int i, int j) {
    x.set(i, j, re, im);
  }

  Pair plus(Pair y) {
    return new Pair(re + y.re, im + y.im);
  }

  Pair minus(Pair y) {
    return new Pair(re - y.re, im - y.im);
  }

  Pair times(Pair y) {
    return new Pair(re * y.re - im * y.im, re * y.im + im * y.re);
  }

  Pair times(double y) {
    return new Pair(re * y, im * y);
  }

  Pair over(Pair y) {
    if (im == 0 && y.im == 0) {
      return new Pair(re / y.re, 0);
    }
    double[] out = new double[2];
    Quotient.of(re, im, y.re, y.im, out);
    return new Pair(out[0], out[1]);
  }

  Pair conj() {
    return new Pair(re, -im);
  }

  /// The conjugate if `b`, else this.
  Pair conjIf(boolean b) {
    return b ? conj() : this;
  }

  /// The square root with a real part that is not negative.
  Pair root() {
    double length = PlaneRotation.length(re, im);
    if (length == 0) {
      return this;
    }
    double large = Math.sqrt(0.5 * length + 0.5 * Math.abs(re));
    double small = 0.5 * Math.abs(im) / large;
    return re >= 0
        ? new Pair(large, Math.copySign(small, im))
        : new Pair(small, Math.copySign(large, im));
  }

  /// |re| + |im|, LAPACK's size of a complex number.
  double size() {
    return Math.abs(re) + Math.abs(im);
  }
}
