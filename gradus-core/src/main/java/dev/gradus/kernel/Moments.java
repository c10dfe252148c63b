package dev.gradus.kernel;

/// The mean of a row and the factor that gives it the variance 1.
final class Moments {
  /// Elements that a mean is guessed from.
  private static final int SAMPLES = 8;

  /// Rows that are shorter have their mean formed first.
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

  /// Measures a row and leaves it as it is.
  ///
  /// // Note [A mean that is guessed] One pass suffices where the distances are taken from a number
  /// near the mean: if it is off by no more than a standard deviation, the squares lose one bit at
  /// most. That is some elements' mean, nearly always; else the row is measured again, around its
  /// own. A large offset costs no digits either way.
  <A> void measure(NormLoops<A> loops, A x, int at, int n, double eps) {
    measureAround(loops, x, at, n, centred ? loops.round(guess(loops, x, at, n)) : 0);
    variance = Math.max(0, sums.squares / n - shift * shift);
    if (centred) {
      // Also where something is not finite.
      if (!(shift * shift <= variance)) {
        measureAround(loops, x, at, n, loops.round(mean));
        variance = Math.max(0, sums.squares / n - shift * shift);
      }
      first = loops.round(mean);
      shift = mean - first;
    }
    scale = 1 / Math.sqrt(variance + eps);
  }

  private static <A> double guess(NormLoops<A> loops, A x, int at, int n) {
    if (n < SHORT) {
      return loops.sum(x, at, at + n) / n;
    }
    double sum = 0;
    for (int i = 0; i < SAMPLES; i++) {
      sum += loops.get(x, at + i * (n / SAMPLES));
    }
    return sum / SAMPLES;
  }

  /// What a known mean of a row is off by, as a float.
  <A> void measureAround(NormLoops<A> loops, A x, int at, int n, double known) {
    loops.deviations(x, at, n, known, sums);
    shift = centred ? sums.sum / n : 0;
    mean = known + shift;
  }

  /// Standardises a row whose mean and factor are known, the mean with few digits.
  static <A> void standardise(
      NormLoops<A> loops, A row, A unused, int n, boolean centred, double mean, double scale) {
    double shift = 0;
    if (centred) {
      loops.centre(row, mean, unused, n);
      shift = loops.sum(row, 0, n) / n;
    }
    loops.finish(row, 0, shift, scale, 0, 0, n);
  }
}
