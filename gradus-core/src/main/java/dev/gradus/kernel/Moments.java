package dev.gradus.kernel;

/// The mean of a set of elements and the factor that gives it the variance 1.
///
/// ## Note [A mean that is guessed]
///
/// One pass suffices where the distances are taken from a number near the mean: if it is off by no
/// more than a standard deviation, the squares lose one bit at most. The mean of a few elements is,
/// nearly always; else the set is measured again, around its own. A large offset costs no digits
/// either way.
final class Moments {
  /// Elements that a mean is guessed from.
  private static final int SAMPLES = 8;

  /// Sets that are smaller have their mean formed first.
  private static final int SHORT = 64;

  private final boolean centred;
  private final Deviations sums = new Deviations();

  /// The mean as a number of the type that is computed in, but for [#shift].
  double first;

  /// The mean.
  double mean;

  /// What the mean is off by, as a float.
  double shift;

  /// The variance, or the mean square.
  double variance;

  /// 1 / sqrt(variance + eps).
  double scale;

  Moments(boolean centred) {
    this.centred = centred;
  }

  /// Measures a row.
  <A> void measure(NormLoops<A> loops, A x, int at, int n, double eps) {
    measure(loops, x, at, n, 1, n, eps);
  }

  /// Measures `m` rows of `n` elements, `step` apart from `x[at]` on, as one set.
  <A> void measure(NormLoops<A> loops, A x, int at, int n, int m, int step, double eps) {
    measureAround(loops, x, at, n, m, step, guess(loops, x, at, n, m, step));
    settle(loops, x, at, n, m, step, eps);
  }

  /// Where to measure a row from.
  <A> double guess(NormLoops<A> loops, A x, int at, int n) {
    return guess(loops, x, at, n, 1, n);
  }

  /// Measures a row whose distances from [#guess] are known.
  ///
  /// @param sum that of the distances; so `squares`
  <A> void measured(
      NormLoops<A> loops,
      A x,
      int at,
      int n,
      double eps,
      double guess,
      double sum,
      double squares) {
    take(n, guess, sum, squares);
    settle(loops, x, at, n, 1, n, eps);
  }

  private <A> void settle(NormLoops<A> loops, A x, int at, int n, int m, int step, double eps) {
    if (centred) {
      if (isFar(shift, variance)) {
        measureAround(loops, x, at, n, m, step, loops.round(mean));
      }
      first = loops.round(mean);
      shift = mean - first;
    }
    scale = 1 / Math.sqrt(variance + eps);
  }

  /// Whether a guess does not do; also where something is not finite.
  static boolean isFar(double shift, double variance) {
    return !(shift * shift <= variance);
  }

  private <A> double guess(NormLoops<A> loops, A x, int at, int n, int m, int step) {
    return centred ? loops.round(sampled(loops, x, at, n, m, step)) : 0;
  }

  private static <A> double sampled(NormLoops<A> loops, A x, int at, int n, int m, int step) {
    long count = (long) n * m;
    if (count < SHORT) {
      double sum = 0;
      for (int r = 0; r < m; r++) {
        sum += loops.sum(x, at + r * step, at + r * step + n);
      }
      return sum / count;
    }
    double sum = 0;
    for (int i = 0; i < SAMPLES; i++) {
      int k = (int) (i * (count / SAMPLES));
      sum += loops.get(x, at + k / n * step + k % n);
    }
    return sum / SAMPLES;
  }

  private <A> void measureAround(
      NormLoops<A> loops, A x, int at, int n, int m, int step, double guess) {
    double sum = 0;
    double squares = 0;
    for (int r = 0; r < m; r++) {
      loops.deviations(x, at + r * step, n, guess, sums);
      sum += sums.sum;
      squares += sums.squares;
    }
    take((double) n * m, guess, sum, squares);
  }

  private void take(double count, double guess, double sum, double squares) {
    first = guess;
    shift = centred ? sum / count : 0;
    mean = guess + shift;
    variance = Math.max(0, squares / count - shift * shift);
  }
}
