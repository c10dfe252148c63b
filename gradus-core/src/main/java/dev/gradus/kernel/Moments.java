package dev.gradus.kernel;

/// The mean of a row and the factor that gives it the variance 1.
final class Moments {
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
  <A> void measure(NormLoops<A> loops, A x, int at, int n, double eps) {
    first = centred ? loops.round(loops.sum(x, at, at + n) / n) : 0;
    measureAround(loops, x, at, n, first);
    variance = Math.max(0, sums.squares / n - shift * shift);
    scale = 1 / Math.sqrt(variance + eps);
  }

  /// What a known mean of a row is off by, as a float.
  <A> void measureAround(NormLoops<A> loops, A x, int at, int n, double known) {
    loops.deviations(x, at, n, known, sums);
    shift = centred ? sums.sum / n : 0;
    mean = known + shift;
  }

  /// Measures a row and takes its mean off, but for [#shift].
  <A> void measure(NormLoops<A> loops, A row, A squares, int n, double eps) {
    double first = centred ? loops.round(loops.sum(row, 0, n) / n) : 0;
    loops.centre(row, first, squares, n);
    shift = centred ? loops.sum(row, 0, n) / n : 0;
    mean = first + shift;
    variance = Math.max(0, loops.sum(squares, 0, n) / n - shift * shift);
    scale = 1 / Math.sqrt(variance + eps);
  }

  /// Standardises a row whose mean and factor are known, the mean with few digits.
  static <A> void standardise(
      NormLoops<A> loops, A row, A unused, int n, boolean centred, double mean, double scale) {
    double shift = 0;
    if (centred) {
      loops.centre(row, mean, unused, n);
      shift = loops.sum(row, 0, n) / n;
    }
    loops.finish(row, shift, scale, 0, 0, n);
  }
}
