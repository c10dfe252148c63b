package dev.gradus.kernel;

/// Sums of so few numbers that each has a lane of its own. See Note [The tree of a sum] in
/// [Reduction].
public final class FewTerms {
  /// The most numbers of [#sum]: it has the bits of [Reduction#sum] without the objects that
  /// hundreds of numbers are worth.
  public static final int MOST = LaneLoops.LANES;

  /// Fewer than these are added in chains.
  private static final int IN_CHAINS = 16;

  private static final int CHAINS = 4;

  private FewTerms() {}

  /// `x[at] + … + x[at + n - 1]`, `n` from 1 to [#MOST].
  public static float sum(float[] x, int at, int n) {
    if (inChains(n)) {
      return sumInChains(x, at, n);
    }
    return (four(x, at, n, 0) + four(x, at, n, 2)) + (four(x, at, n, 1) + four(x, at, n, 3));
  }

  /// As [#sum(float[], int, int)] in double.
  public static double sum(double[] x, int at, int n) {
    if (inChains(n)) {
      return sumInChains(x, at, n);
    }
    return (four(x, at, n, 0) + four(x, at, n, 2)) + (four(x, at, n, 1) + four(x, at, n, 3));
  }

  /// Lanes `i`, `i + 8`, `i + 4` and `i + 12`.
  private static float four(float[] x, int at, int n, int i) {
    return (lane(x, at, n, i) + lane(x, at, n, i + 8))
        + (lane(x, at, n, i + 4) + lane(x, at, n, i + 12));
  }

  /// Lane `i` and, if there is one, lane `i + 16`. Both start at 0.
  private static float lane(float[] x, int at, int n, int i) {
    float sum = 0f + x[at + i];
    return i + MOST / 2 < n ? sum + (0f + x[at + i + MOST / 2]) : sum;
  }

  // Chains start at 0, so that -0 becomes +0; what was never added to adds nothing.
  private static float sumInChains(float[] x, int at, int n) {
    float c0 = 0f;
    float c1 = 0f;
    float c2 = 0f;
    float c3 = 0f;
    int whole = at + n - n % CHAINS;
    for (int i = at; i < whole; i += CHAINS) {
      c0 += x[i];
      c1 += x[i + 1];
      c2 += x[i + 2];
      c3 += x[i + 3];
    }
    for (int i = whole; i < at + n; i++) {
      c0 += x[i];
    }
    return c0 + c1 + c2 + c3;
  }

  /// Lanes `i`, `i + 8`, `i + 4` and `i + 12`.
  private static double four(double[] x, int at, int n, int i) {
    return (lane(x, at, n, i) + lane(x, at, n, i + 8))
        + (lane(x, at, n, i + 4) + lane(x, at, n, i + 12));
  }

  /// Lane `i` and, if there is one, lane `i + 16`. Both start at 0.
  private static double lane(double[] x, int at, int n, int i) {
    double sum = 0d + x[at + i];
    return i + MOST / 2 < n ? sum + (0d + x[at + i + MOST / 2]) : sum;
  }

  private static double sumInChains(double[] x, int at, int n) {
    double c0 = 0d;
    double c1 = 0d;
    double c2 = 0d;
    double c3 = 0d;
    int whole = at + n - n % CHAINS;
    for (int i = at; i < whole; i += CHAINS) {
      c0 += x[i];
      c1 += x[i + 1];
      c2 += x[i + 2];
      c3 += x[i + 3];
    }
    for (int i = whole; i < at + n; i++) {
      c0 += x[i];
    }
    return c0 + c1 + c2 + c3;
  }

  /// `n` sums of one number each, from `x[at]` on.
  public static void sumsOfOne(float[] x, int at, int n, float[] to) {
    System.arraycopy(x, at, to, 0, n);
    for (int i = 0; i < n; i++) {
      to[i] += 0f;
    }
  }

  /// As [#sumsOfOne(float[], int, int, float[])] in double.
  public static void sumsOfOne(double[] x, int at, int n, double[] to) {
    System.arraycopy(x, at, to, 0, n);
    for (int i = 0; i < n; i++) {
      to[i] += 0d;
    }
  }

  /// The sum of `n` lanes from `from` on, which are overwritten.
  static float folded(float[] lanes, int from, int n) {
    if (inChains(n)) {
      for (int i = CHAINS; i < n; i++) {
        lanes[from + chain(i, n)] += lanes[from + i];
      }
      float sum = lanes[from];
      for (int i = 1; i < Math.min(n, CHAINS); i++) {
        sum += lanes[from + i];
      }
      return sum;
    }
    for (int half = MOST / 2; half > 0; half /= 2) {
      for (int i = from; i < from + half && i + half < from + n; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[from];
  }

  /// As [#folded(float[], int, int)] in double.
  static double folded(double[] lanes, int from, int n) {
    if (inChains(n)) {
      for (int i = CHAINS; i < n; i++) {
        lanes[from + chain(i, n)] += lanes[from + i];
      }
      double sum = lanes[from];
      for (int i = 1; i < Math.min(n, CHAINS); i++) {
        sum += lanes[from + i];
      }
      return sum;
    }
    for (int half = MOST / 2; half > 0; half /= 2) {
      for (int i = from; i < from + half && i + half < from + n; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[from];
  }

  /// Whether so many numbers are added in chains.
  static boolean inChains(int n) {
    return n < IN_CHAINS;
  }

  /// As [#folded(float[], int, int)] for `n` lanes that are rows of `width` numbers side by side,
  /// whose combination replaces the first row.
  static void foldRows(LaneLoops loops, Object lanes, int n, int width) {
    for (int half = MOST / 2; half > 0; half /= 2) {
      int rows = Math.min(n, 2 * half) - half;
      if (rows > 0) {
        loops.rows(1, rows * width, lanes, half * width, 0, lanes, 0, 0);
      }
    }
  }

  /// The same for `n` rows of `width` numbers side by side, whose sum replaces the first row.
  static void foldRowsInChains(LaneLoops loops, Object rows, int n, int width) {
    for (int i = CHAINS; i < n; i++) {
      loops.rows(1, width, rows, i * width, 0, rows, chain(i, n) * width, 0);
    }
    for (int i = 1; i < Math.min(n, CHAINS); i++) {
      loops.rows(1, width, rows, i * width, 0, rows, 0, 0);
    }
  }

  /// The chain of number `i` of `n`: those that are left of the last four belong to the first.
  private static int chain(int i, int n) {
    return i < n - n % CHAINS ? i % CHAINS : 0;
  }
}
