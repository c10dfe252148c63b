package dev.gradus.kernel;

import java.util.Arrays;

/// The margins by which the scores of wanted classes exceed those of the others, row by row.
///
/// A row of `target` names the wanted classes up to the first negative number.
public final class MultilabelMargins {
  private MultilabelMargins() {}

  /// `y[i]` is the sum of max(0, 1 − wanted + other) over all pairs of row `i`, divided by
  /// `classes`; to `slope` the derivatives of the sum by the scores, which are whole numbers.
  public static void run(
      double[] x, long[] target, int rows, int classes, double[] y, double[] slope) {
    boolean[] wanted = new boolean[classes];
    for (int i = 0; i < rows; i++) {
      int at = i * classes;
      Arrays.fill(wanted, false);
      Arrays.fill(slope, at, at + classes, 0);
      int count = 0;
      while (count < classes && target[at + count] >= 0) {
        wanted[(int) target[at + count]] = true;
        count++;
      }
      double sum = 0;
      for (int k = 0; k < count; k++) {
        int own = at + (int) target[at + k];
        sum += row(x, at, own, classes, wanted, slope);
      }
      y[i] = sum / classes;
    }
  }

  private static double row(
      double[] x, int at, int own, int classes, boolean[] wanted, double[] slope) {
    double base = 1 - x[own];
    double sum = 0;
    int open = 0;
    for (int d = 0; d < classes; d++) {
      double z = base + x[at + d];
      if (!wanted[d] && z > 0) {
        sum += z;
        slope[at + d]++;
        open++;
      }
    }
    slope[own] -= open;
    return sum;
  }
}
