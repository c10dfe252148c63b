package dev.gradus.kernel;

/// [Columns] of doubles; imaginary parts are ignored.
record RealColumns() implements Columns {
  @Override
  public int width() {
    return 1;
  }

  @Override
  public void add(
      int n, double re, double im, double[] x, int xo, boolean conj, double[] y, int yo) {
    for (int i = 0; i < n; i++) {
      y[yo + i] += re * x[xo + i];
    }
  }

  @Override
  public void dot(int n, double[] x, int xo, boolean conj, double[] y, int yo, double[] sum) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      a += x[xo + i] * y[yo + i];
      b += x[xo + i + 1] * y[yo + i + 1];
      c += x[xo + i + 2] * y[yo + i + 2];
      d += x[xo + i + 3] * y[yo + i + 3];
    }
    for (; i < n; i++) {
      a += x[xo + i] * y[yo + i];
    }
    sum[0] = (a + b) + (c + d);
    sum[1] = 0;
  }

  @Override
  public void scale(int n, double re, double im, double[] x, int xo) {
    for (int i = 0; i < n; i++) {
      x[xo + i] *= re;
    }
  }

  @Override
  public int largest(int n, double[] x, int xo) {
    int best = n > 0 ? 0 : -1;
    double most = n > 0 ? Math.abs(x[xo]) : 0;
    for (int i = 1; i < n; i++) {
      double size = Math.abs(x[xo + i]);
      if (size > most) {
        most = size;
        best = i;
      }
    }
    return best;
  }

  @Override
  public void swap(int n, double[] x, int xo, double[] y, int yo, int step) {
    for (int i = 0, a = xo, b = yo; i < n; i++, a += step, b += step) {
      double t = x[a];
      x[a] = y[b];
      y[b] = t;
    }
  }
}
