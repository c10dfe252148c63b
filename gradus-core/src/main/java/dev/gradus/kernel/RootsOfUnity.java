package dev.gradus.kernel;

/// The roots of unity e^(−2πik/n), each rounded from an angle of at most an eighth of a turn.
///
/// Sines and cosines of small angles are accurate to the last bit or so, and what is symmetric in
/// the circle is exactly symmetric in the table: quarter turns are 0 and ±1.
final class RootsOfUnity {
  final double[] re;
  final double[] im;

  /// The first roots.
  ///
  /// @param n into how many parts the circle is divided
  /// @param count how many of them are wanted
  RootsOfUnity(long n, int count) {
    re = new double[count];
    im = new double[count];
    for (int k = 0; k < count; k++) {
      put(k, k, n);
    }
  }

  private RootsOfUnity(double[] re, double[] im) {
    this.re = re;
    this.im = im;
  }

  /// The chirp e^(−πik²/n) for k below n.
  static RootsOfUnity chirp(int n) {
    RootsOfUnity all = new RootsOfUnity(new double[n], new double[n]);
    for (int k = 0; k < n; k++) {
      all.put(k, (long) k * k % (2L * n), 2L * n);
    }
    return all;
  }

  private void put(int at, long k, long n) {
    boolean lower = 2 * k > n;
    long x = 8 * (lower ? n - k : k);
    boolean left = x > 2 * n;
    x = left ? 4 * n - x : x;
    boolean steep = x > n;
    double angle = Math.PI / 4 * ((double) (steep ? 2 * n - x : x) / n);
    double c = StrictMath.cos(angle);
    double s = StrictMath.sin(angle);
    double across = steep ? s : c;
    double up = steep ? c : s;
    re[at] = left ? -across : across;
    im[at] = lower ? up : -up;
  }
}
