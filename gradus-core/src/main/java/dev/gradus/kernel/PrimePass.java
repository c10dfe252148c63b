package dev.gradus.kernel;

/// The pass of [MixedRadix] by any odd factor; sums and differences of mirrored elements halve the
/// multiplications.
final class PrimePass {
  private final RootsOfUnity roots;
  private final int turn;
  private final int r;
  private final double[] sumR;
  private final double[] sumI;
  private final double[] diffR;
  private final double[] diffI;

  /// @param turn the number of the root e^(−2πi/r)
  /// @param r the factor
  PrimePass(RootsOfUnity roots, int turn, int r) {
    this.roots = roots;
    this.turn = turn;
    this.r = r;
    int half = r / 2 + 1;
    this.sumR = new double[half];
    this.sumI = new double[half];
    this.diffR = new double[half];
    this.diffI = new double[half];
  }

  void run(int step, int m, int s, double[] xr, double[] xi, double[] yr, double[] yi) {
    int half = r / 2;
    for (int p = 0; p < m; p++) {
      for (int q = 0; q < s; q++) {
        int x = s * p + q;
        int y = r * s * p + q;
        double allR = xr[x];
        double allI = xi[x];
        for (int k = 1; k <= half; k++) {
          int a = x + k * s * m;
          int b = x + (r - k) * s * m;
          sumR[k] = xr[a] + xr[b];
          sumI[k] = xi[a] + xi[b];
          diffR[k] = xr[a] - xr[b];
          diffI[k] = xi[a] - xi[b];
          allR += sumR[k];
          allI += sumI[k];
        }
        yr[y] = allR;
        yi[y] = allI;
        for (int j = 1; j <= half; j++) {
          pair(j, p * step, xr[x], xi[x], y, s, yr, yi);
        }
      }
    }
  }

  /// Elements j and r − j of the transform.
  private void pair(
      int j, int root, double firstR, double firstI, int y, int s, double[] yr, double[] yi) {
    double tr = firstR;
    double ti = firstI;
    double vr = 0;
    double vi = 0;
    int at = 0;
    for (int k = 1; k <= r / 2; k++) {
      at += j;
      at = at >= r ? at - r : at;
      double c = roots.re[at * turn];
      double sin = -roots.im[at * turn];
      tr += c * sumR[k];
      ti += c * sumI[k];
      vr += sin * diffI[k];
      vi += sin * diffR[k];
    }
    store(j, root, tr + vr, ti - vi, y, s, yr, yi);
    store(r - j, root, tr - vr, ti + vi, y, s, yr, yi);
  }

  private void store(
      int j, int root, double re, double im, int y, int s, double[] yr, double[] yi) {
    double wr = roots.re[j * root];
    double wi = roots.im[j * root];
    yr[y + j * s] = re * wr - im * wi;
    yi[y + j * s] = re * wi + im * wr;
  }
}
