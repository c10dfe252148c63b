package dev.gradus.kernel;

/// Sums of so few neighbouring numbers that each has a lane of its own: the bits of [Reduction#sum]
/// without the objects that hundreds of numbers are worth. See Note [The tree of a sum] there.
public final class FewTerms {
  /// The most numbers.
  public static final int MOST = LaneLoops.LANES;

  private FewTerms() {}

  /// `x[at] + … + x[at + n - 1]`, `n` from 1 to [#MOST].
  public static float sum(float[] x, int at, int n) {
    // A lane starts at 0, so that -0 becomes +0.
    if (n == 1) {
      return 0f + x[at];
    }
    float[] lanes = new float[n];
    for (int i = 0; i < n; i++) {
      lanes[i] = 0f + x[at + i];
    }
    for (int half = MOST / 2; half > 0; half /= 2) {
      for (int i = 0; i < half && i + half < n; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }

  /// As [#sum(float[], int, int)] in double.
  public static double sum(double[] x, int at, int n) {
    if (n == 1) {
      return 0d + x[at];
    }
    double[] lanes = new double[n];
    for (int i = 0; i < n; i++) {
      lanes[i] = 0d + x[at + i];
    }
    for (int half = MOST / 2; half > 0; half /= 2) {
      for (int i = 0; i < half && i + half < n; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }
}
