package dev.gradus.kernel;

/// [Columns] of complex numbers, pairs of doubles.
record ComplexColumns() implements Columns {
  @Override
  public int width() {
    return 2;
  }

  @Override
  public void add(
      int n, double re, double im, double[] x, int xo, boolean conj, double[] y, int yo) {
    double sign = conj ? -1 : 1;
    for (int i = 0, a = 2 * xo, b = 2 * yo; i < n; i++, a += 2, b += 2) {
      double xr = x[a];
      double xi = sign * x[a + 1];
      y[b] += re * xr - im * xi;
      y[b + 1] += re * xi + im * xr;
    }
  }

  @Override
  public void dot(int n, double[] x, int xo, boolean conj, double[] y, int yo, double[] sum) {
    double re = 0;
    double im = 0;
    double sign = conj ? -1 : 1;
    for (int i = 0, a = 2 * xo, b = 2 * yo; i < n; i++, a += 2, b += 2) {
      double xr = x[a];
      double xi = sign * x[a + 1];
      re += xr * y[b] - xi * y[b + 1];
      im += xr * y[b + 1] + xi * y[b];
    }
    sum[0] = re;
    sum[1] = im;
  }

  @Override
  public void scale(int n, double re, double im, double[] x, int xo) {
    for (int i = 0, a = 2 * xo; i < n; i++, a += 2) {
      double xr = x[a];
      double xi = x[a + 1];
      x[a] = re * xr - im * xi;
      x[a + 1] = re * xi + im * xr;
    }
  }

  @Override
  public int largest(int n, double[] x, int xo) {
    int best = n > 0 ? 0 : -1;
    double most = n > 0 ? Math.abs(x[2 * xo]) + Math.abs(x[2 * xo + 1]) : 0;
    for (int i = 1, a = 2 * xo + 2; i < n; i++, a += 2) {
      double size = Math.abs(x[a]) + Math.abs(x[a + 1]);
      if (size > most) {
        most = size;
        best = i;
      }
    }
    return best;
  }

  @Override
  public void swap(int n, double[] x, int xo, double[] y, int yo, int step) {
    for (int i = 0, a = 2 * xo, b = 2 * yo; i < n; i++, a += 2 * step, b += 2 * step) {
      double re = x[a];
      double im = x[a + 1];
      x[a] = y[b];
      x[a + 1] = y[b + 1];
      y[b] = re;
      y[b + 1] = im;
    }
  }
}
