package dev.gradus.kernel;

import java.util.Arrays;

/// The transform of any length as a convolution with a chirp, which transforms of a longer,
/// convenient length compute.
///
/// **Source**: L. Bluestein, A linear filtering approach to the computation of the discrete Fourier
/// transform, 1970.
final class ChirpTransform extends FourierPlan {
  private final int n;
  private final int longer;
  private final FourierPlan plan;
  private final RootsOfUnity chirp;
  private final double[] filterRe;
  private final double[] filterIm;

  ChirpTransform(int n) {
    this.n = n;
    this.longer = convenient(2 * n - 1);
    this.plan = new MixedRadix(longer);
    this.chirp = RootsOfUnity.chirp(n);
    this.filterRe = new double[longer];
    this.filterIm = new double[longer];
    double scale = 1.0 / longer;
    for (int k = 0; k < n; k++) {
      filterRe[k] = chirp.re[k] * scale;
      filterIm[k] = -chirp.im[k] * scale;
      if (k > 0) {
        filterRe[longer - k] = filterRe[k];
        filterIm[longer - k] = filterIm[k];
      }
    }
    plan.run(1, filterRe, filterIm, new double[longer], new double[longer]);
  }

  /// The smallest number from `least` on with no prime factor above 5.
  private static int convenient(int least) {
    int n = least;
    while (true) {
      int rest = n;
      for (int p = 2; p <= 5; p++) {
        while (rest % p == 0) {
          rest /= p;
        }
      }
      if (rest == 1) {
        return n;
      }
      n++;
    }
  }

  @Override
  int room() {
    return longer;
  }

  @Override
  void run(int count, double[] re, double[] im, double[] workRe, double[] workIm) {
    multiply(n, count, chirp.re, chirp.im, re, im);
    Arrays.fill(re, n * count, longer * count, 0);
    Arrays.fill(im, n * count, longer * count, 0);
    plan.run(count, re, im, workRe, workIm);
    multiply(longer, count, filterRe, filterIm, re, im);
    plan.run(count, im, re, workIm, workRe);
    multiply(n, count, chirp.re, chirp.im, re, im);
  }

  private static void multiply(
      int n, int count, double[] byRe, double[] byIm, double[] re, double[] im) {
    for (int k = 0; k < n; k++) {
      double wr = byRe[k];
      double wi = byIm[k];
      for (int i = k * count; i < (k + 1) * count; i++) {
        double xr = re[i];
        re[i] = xr * wr - im[i] * wi;
        im[i] = xr * wi + im[i] * wr;
      }
    }
  }
}
