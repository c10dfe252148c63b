package dev.gradus.kernel;

import java.util.Arrays;

/// The fast transform of lengths with small prime factors, by Stockham's passes: each divides the
/// length by a factor and leaves its results in order, so that no elements need to be exchanged.
///
/// **Source**: P. N. Swarztrauber, FFT algorithms for vector computers, 1984.
final class MixedRadix extends FourierPlan {
  /// Larger prime factors cost more than the way round by [ChirpTransform].
  private static final int LARGEST = 31;

  private final int n;
  private final int[] factors;
  private final RootsOfUnity roots;

  MixedRadix(int n) {
    this.n = n;
    this.factors = factors(n);
    this.roots = new RootsOfUnity(n, n);
  }

  /// Whether no prime factor is too large.
  static boolean serves(int n) {
    int rest = n;
    for (int p = 2; p <= LARGEST; p++) {
      while (rest % p == 0) {
        rest /= p;
      }
    }
    return rest == 1;
  }

  private static int[] factors(int n) {
    int[] found = new int[31];
    int count = 0;
    int rest = n;
    for (int p = 4; rest > 1; p = p == 4 ? 2 : p == 2 ? 3 : p + 2) {
      while (rest % p == 0) {
        found[count++] = p;
        rest /= p;
      }
    }
    return Arrays.copyOf(found, count);
  }

  @Override
  int room() {
    return n;
  }

  @Override
  void run(int count, double[] re, double[] im, double[] workRe, double[] workIm) {
    double[] xr = re;
    double[] xi = im;
    double[] yr = workRe;
    double[] yi = workIm;
    int length = n;
    int s = count;
    for (int r : factors) {
      int m = length / r;
      int step = n / length;
      switch (r) {
        case 2 -> RadixPasses.by2(roots, step, m, s, xr, xi, yr, yi);
        case 3 -> RadixPasses.by3(roots, step, m, s, xr, xi, yr, yi);
        case 4 -> RadixPasses.by4(roots, step, m, s, xr, xi, yr, yi);
        case 5 -> RadixPasses.by5(roots, step, m, s, xr, xi, yr, yi);
        default -> new PrimePass(roots, n / r, r).run(step, m, s, xr, xi, yr, yi);
      }
      length = m;
      s *= r;
      double[] swap = xr;
      xr = yr;
      yr = swap;
      swap = xi;
      xi = yi;
      yi = swap;
    }
    if (xr != re) {
      System.arraycopy(xr, 0, re, 0, n * count);
      System.arraycopy(xi, 0, im, 0, n * count);
    }
  }
}
