package dev.gradus.kernel;

/// Products of doubles with two to four columns and few terms. See Note [Few columns] in [Gemm].
final class FewColumns {
  private static final int MOST_COLUMNS = 4;
  private static final int MOST_TERMS = 16;

  private FewColumns() {}

  static boolean suits(int n, int k) {
    return n > 1 && n <= MOST_COLUMNS && k <= MOST_TERMS;
  }

  /// `c = a·b`.
  static void multiply(int m, int n, int k, Strided a, Strided b, Strided c) {
    double[] left = (double[]) a.array();
    double[] right = columns(n, k, b);
    double[] to = (double[]) c.array();
    for (int i = 0; i < m; i++) {
      int x = a.at(i, 0);
      for (int j = 0; j < n; j++) {
        to[c.at(i, j)] = sum(k, left, x, a.column(), right, j * k);
      }
    }
  }

  private static double sum(int k, double[] a, int x, int step, double[] b, int y) {
    double s = 0.0;
    for (int p = 0; p < k; p++) {
      s += a[x + p * step] * b[y + p];
    }
    return s;
  }

  /// The columns of `b`, one after the other.
  private static double[] columns(int n, int k, Strided b) {
    double[] from = (double[]) b.array();
    double[] to = new double[n * k];
    for (int j = 0; j < n; j++) {
      for (int p = 0; p < k; p++) {
        to[j * k + p] = from[b.at(p, j)];
      }
    }
    return to;
  }
}
