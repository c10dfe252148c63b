package dev.gradus.kernel;

/// One pass of [MixedRadix] each: the elements `p + k·m`, for k below the factor r, become their
/// r-point transform, element j of it times the root number `j·p·step`, at the places `r·p + j`.
/// Each element is `s` numbers side by side.
final class RadixPasses {
  private static final double SIN_3 = Math.sqrt(3) / 2;
  private static final double COS_5 = (Math.sqrt(5) - 1) / 4;
  private static final double COS_5_TWICE = -(Math.sqrt(5) + 1) / 4;
  private static final double SIN_5 = StrictMath.sin(2 * Math.PI / 5);
  private static final double SIN_5_TWICE = StrictMath.sin(Math.PI / 5);

  private RadixPasses() {}

  static void by2(
      RootsOfUnity w, int step, int m, int s, double[] xr, double[] xi, double[] yr, double[] yi) {
    for (int p = 0; p < m; p++) {
      double wr = w.re[p * step];
      double wi = w.im[p * step];
      int a = s * p;
      int b = a + s * m;
      int y = 2 * s * p;
      for (int q = 0; q < s; q++) {
        double dr = xr[a + q] - xr[b + q];
        double di = xi[a + q] - xi[b + q];
        yr[y + q] = xr[a + q] + xr[b + q];
        yi[y + q] = xi[a + q] + xi[b + q];
        yr[y + s + q] = dr * wr - di * wi;
        yi[y + s + q] = dr * wi + di * wr;
      }
    }
  }

  static void by3(
      RootsOfUnity w, int step, int m, int s, double[] xr, double[] xi, double[] yr, double[] yi) {
    for (int p = 0; p < m; p++) {
      double w1r = w.re[p * step];
      double w1i = w.im[p * step];
      double w2r = w.re[2 * p * step];
      double w2i = w.im[2 * p * step];
      int a = s * p;
      int b = a + s * m;
      int c = b + s * m;
      int y = 3 * s * p;
      for (int q = 0; q < s; q++) {
        double sr = xr[b + q] + xr[c + q];
        double si = xi[b + q] + xi[c + q];
        double dr = SIN_3 * (xr[b + q] - xr[c + q]);
        double di = SIN_3 * (xi[b + q] - xi[c + q]);
        double tr = xr[a + q] - 0.5 * sr;
        double ti = xi[a + q] - 0.5 * si;
        yr[y + q] = xr[a + q] + sr;
        yi[y + q] = xi[a + q] + si;
        double ur = tr + di;
        double ui = ti - dr;
        yr[y + s + q] = ur * w1r - ui * w1i;
        yi[y + s + q] = ur * w1i + ui * w1r;
        ur = tr - di;
        ui = ti + dr;
        yr[y + 2 * s + q] = ur * w2r - ui * w2i;
        yi[y + 2 * s + q] = ur * w2i + ui * w2r;
      }
    }
  }

  static void by4(
      RootsOfUnity w, int step, int m, int s, double[] xr, double[] xi, double[] yr, double[] yi) {
    for (int p = 0; p < m; p++) {
      double w1r = w.re[p * step];
      double w1i = w.im[p * step];
      double w2r = w.re[2 * p * step];
      double w2i = w.im[2 * p * step];
      double w3r = w.re[3 * p * step];
      double w3i = w.im[3 * p * step];
      int a = s * p;
      int b = a + s * m;
      int c = b + s * m;
      int d = c + s * m;
      int y = 4 * s * p;
      for (int q = 0; q < s; q++) {
        double evenR = xr[a + q] + xr[c + q];
        double evenI = xi[a + q] + xi[c + q];
        double minusR = xr[a + q] - xr[c + q];
        double minusI = xi[a + q] - xi[c + q];
        double oddR = xr[b + q] + xr[d + q];
        double oddI = xi[b + q] + xi[d + q];
        double turnR = xi[b + q] - xi[d + q];
        double turnI = xr[d + q] - xr[b + q];
        yr[y + q] = evenR + oddR;
        yi[y + q] = evenI + oddI;
        double ur = minusR + turnR;
        double ui = minusI + turnI;
        yr[y + s + q] = ur * w1r - ui * w1i;
        yi[y + s + q] = ur * w1i + ui * w1r;
        ur = evenR - oddR;
        ui = evenI - oddI;
        yr[y + 2 * s + q] = ur * w2r - ui * w2i;
        yi[y + 2 * s + q] = ur * w2i + ui * w2r;
        ur = minusR - turnR;
        ui = minusI - turnI;
        yr[y + 3 * s + q] = ur * w3r - ui * w3i;
        yi[y + 3 * s + q] = ur * w3i + ui * w3r;
      }
    }
  }

  static void by5(
      RootsOfUnity w, int step, int m, int s, double[] xr, double[] xi, double[] yr, double[] yi) {
    for (int p = 0; p < m; p++) {
      double w1r = w.re[p * step];
      double w1i = w.im[p * step];
      double w2r = w.re[2 * p * step];
      double w2i = w.im[2 * p * step];
      double w3r = w.re[3 * p * step];
      double w3i = w.im[3 * p * step];
      double w4r = w.re[4 * p * step];
      double w4i = w.im[4 * p * step];
      int a = s * p;
      int b = a + s * m;
      int c = b + s * m;
      int d = c + s * m;
      int e = d + s * m;
      int y = 5 * s * p;
      for (int q = 0; q < s; q++) {
        double outR = xr[b + q] + xr[e + q];
        double outI = xi[b + q] + xi[e + q];
        double outDr = xr[b + q] - xr[e + q];
        double outDi = xi[b + q] - xi[e + q];
        double inR = xr[c + q] + xr[d + q];
        double inI = xi[c + q] + xi[d + q];
        double inDr = xr[c + q] - xr[d + q];
        double inDi = xi[c + q] - xi[d + q];
        yr[y + q] = xr[a + q] + outR + inR;
        yi[y + q] = xi[a + q] + outI + inI;
        double tr = xr[a + q] + COS_5 * outR + COS_5_TWICE * inR;
        double ti = xi[a + q] + COS_5 * outI + COS_5_TWICE * inI;
        double vr = SIN_5 * outDi + SIN_5_TWICE * inDi;
        double vi = SIN_5 * outDr + SIN_5_TWICE * inDr;
        double ur = tr + vr;
        double ui = ti - vi;
        yr[y + s + q] = ur * w1r - ui * w1i;
        yi[y + s + q] = ur * w1i + ui * w1r;
        ur = tr - vr;
        ui = ti + vi;
        yr[y + 4 * s + q] = ur * w4r - ui * w4i;
        yi[y + 4 * s + q] = ur * w4i + ui * w4r;
        tr = xr[a + q] + COS_5_TWICE * outR + COS_5 * inR;
        ti = xi[a + q] + COS_5_TWICE * outI + COS_5 * inI;
        vr = SIN_5_TWICE * outDi - SIN_5 * inDi;
        vi = SIN_5_TWICE * outDr - SIN_5 * inDr;
        ur = tr + vr;
        ui = ti - vi;
        yr[y + 2 * s + q] = ur * w2r - ui * w2i;
        yi[y + 2 * s + q] = ur * w2i + ui * w2r;
        ur = tr - vr;
        ui = ti + vi;
        yr[y + 3 * s + q] = ur * w3r - ui * w3i;
        yi[y + 3 * s + q] = ur * w3i + ui * w3r;
      }
    }
  }
}
