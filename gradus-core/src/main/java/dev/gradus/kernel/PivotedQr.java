package dev.gradus.kernel;

/// `A·P = Q·R`, the largest remaining column first, so that the diagonal of `R` falls.
final class PivotedQr {
  private PivotedQr() {}

  /// Factors in place as [Householder#factor].
  ///
  /// @param order receives which column of `A` stands at each place
  static void factor(Dense a, Dense tau, int[] order) {
    Columns loops = Columns.of(a);
    double[] data = a.data();
    double[] sum = new double[2];
    int n = a.columns();
    for (int j = 0; j < n; j++) {
      order[j] = j;
    }
    for (int j = 0; j < tau.rows(); j++) {
      int height = a.rows() - j;
      int best = largest(a, j);
      if (best != j) {
        loops.swap(a.rows(), data, a.at(0, j), data, a.at(0, best), 1);
        int t = order[j];
        order[j] = order[best];
        order[best] = t;
      }
      Pair factor = Householder.reflect(a, j);
      factor.put(tau, j, 0);
      Pair diagonal = Pair.of(a, j, j);
      a.set(j, j, 1, 0);
      for (int c = j + 1; c < n; c++) {
        loops.dot(height, data, a.at(j, j), true, data, a.at(j, c), sum);
        Pair s = new Pair(sum[0], sum[1]).times(factor.conj());
        loops.add(height, -s.re(), -s.im(), data, a.at(j, j), false, data, a.at(j, c));
      }
      diagonal.put(a, j, j);
    }
  }

  private static int largest(Dense a, int j) {
    int best = j;
    double most = -1;
    for (int c = j; c < a.columns(); c++) {
      double norm = Householder.norm(a.part(j, c, a.rows() - j, 1));
      if (norm > most) {
        most = norm;
        best = c;
      }
    }
    return best;
  }
}
