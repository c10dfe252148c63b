package dev.gradus.kernel;

/// Products of doubles with two to four columns and few terms. See Note [Few columns] in [Gemm].
final class FewColumns {
  private static final int COLUMNS = 4;
  private static final int MOST_TERMS = 16;

  private FewColumns() {}

  static boolean suits(int n, int k) {
    return n > 1 && n <= COLUMNS && k <= MOST_TERMS;
  }

  /// `c = a·b`.
  static void multiply(int m, int n, int k, Strided a, Strided b, Strided c) {
    double[] left = (double[]) a.array();
    double[] right = padded(n, k, b);
    double[] sums = new double[COLUMNS];
    double[] to = (double[]) c.array();
    for (int i = 0; i < m; i++) {
      row(k, left, a.at(i, 0), a.column(), right, sums);
      for (int j = 0; j < n; j++) {
        to[c.at(i, j)] = sums[j];
      }
    }
  }

  /// Four chains side by side, so that none waits for itself.
  private static void row(int k, double[] a, int x, int step, double[] b, double[] sums) {
    double s0 = 0.0;
    double s1 = 0.0;
    double s2 = 0.0;
    double s3 = 0.0;
    for (int p = 0; p < k; p++) {
      double v = a[x + p * step];
      s0 += v * b[COLUMNS * p];
      s1 += v * b[COLUMNS * p + 1];
      s2 += v * b[COLUMNS * p + 2];
      s3 += v * b[COLUMNS * p + 3];
    }
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
  }

  /// The rows of `b`, filled up to four columns.
  private static double[] padded(int n, int k, Strided b) {
    double[] from = (double[]) b.array();
    double[] to = new double[COLUMNS * k];
    for (int p = 0; p < k; p++) {
      for (int j = 0; j < n; j++) {
        to[COLUMNS * p + j] = from[b.at(p, j)];
      }
    }
    return to;
  }
}
