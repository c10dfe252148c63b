package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import java.util.Arrays;

/// Running sums along one dimension whose terms fade: from step to step a sum is multiplied by
/// `exp` of a difference of neighbours. Formed in double, rounded once each.
public final class DecayedSums {
  private DecayedSums() {}

  /// Of row-major arrays seen as `outer × n × inner`: an element of the result is that of g plus
  /// its neighbour in the result (the next one backwards, the last one forwards) times the
  /// exponential of how much y grows from the earlier to the later of the two, negated. Equal
  /// neighbours in y leave a sum as it is, infinite ones too.
  ///
  /// @param dtype of all three arrays
  /// @param sizes outer, n, inner
  public static void run(
      boolean backwards, DType dtype, Object g, int go, Object y, int yo, int[] sizes, Object t) {
    int n = sizes[1];
    int inner = sizes[2];
    if (n == 0 || inner == 0) {
      return;
    }
    int parts = dtype.isComplex() ? 2 : 1;
    DType real = dtype.toReal();
    Parallel.run(
        sizes[0],
        o -> {
          double[][] sums = new double[2][n];
          double[][] levels = new double[2][n];
          for (int i = 0; i < inner; i++) {
            int at = o * n * inner + i;
            for (int p = 0; p < parts; p++) {
              Widening.doubles(real, g, parts * (go + at) + p, parts * inner, n, sums[p], 0);
              Widening.doubles(real, y, parts * (yo + at) + p, parts * inner, n, levels[p], 0);
            }
            if (parts == 1) {
              row(backwards, sums[0], levels[0]);
            } else {
              row(backwards, sums, levels);
            }
            for (int p = 0; p < parts; p++) {
              for (int k = 0; k < n; k++) {
                Widening.write(real, sums[p][k], t, parts * (at + k * inner) + p);
              }
            }
            Arrays.fill(sums[1], 0);
          }
        });
  }

  private static void row(boolean backwards, double[] sums, double[] levels) {
    int n = sums.length;
    for (int s = 1; s < n; s++) {
      int k = backwards ? n - 1 - s : s;
      int from = backwards ? k + 1 : k - 1;
      double fall = backwards ? levels[k] - levels[from] : levels[from] - levels[k];
      sums[k] += levels[k] == levels[from] ? sums[from] : StrictMath.exp(fall) * sums[from];
    }
  }

  private static void row(boolean backwards, double[][] sums, double[][] levels) {
    double[] re = sums[0];
    double[] im = sums[1];
    int n = re.length;
    for (int s = 1; s < n; s++) {
      int k = backwards ? n - 1 - s : s;
      int from = backwards ? k + 1 : k - 1;
      int sign = backwards ? 1 : -1;
      double size = 1;
      if (levels[0][k] != levels[0][from]) {
        size = StrictMath.exp(sign * (levels[0][k] - levels[0][from]));
      }
      double turn = sign * (levels[1][k] - levels[1][from]);
      double a = size == 0 ? 0 : size * StrictMath.cos(turn);
      double b = size == 0 ? 0 : size * StrictMath.sin(turn);
      re[k] += a * re[from] - b * im[from];
      im[k] += a * im[from] + b * re[from];
    }
  }
}
