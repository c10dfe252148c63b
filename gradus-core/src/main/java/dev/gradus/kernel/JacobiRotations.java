package dev.gradus.kernel;

import java.util.Arrays;

/// Singular values by rotations of pairs of columns until all are orthogonal (Hestenes, Inversion
/// of matrices by biorthogonalization, 1958): accurate to the last digits of the smallest ones.
final class JacobiRotations {
  private static final int MOST_SWEEPS = 60;
  private static final double ORTHOGONAL = 0x1p-52;

  private JacobiRotations() {}

  /// Replaces `b` by the least solution of `a·x = b`; `a` is square and is destroyed.
  ///
  /// @return how many singular values are larger than `rcond` times the largest
  static int solve(Dense a, Dense b, double rcond, double[] values, int at) {
    int n = a.rows();
    Dense v = Dense.zeros(a.complex(), n, n);
    v.setIdentity();
    for (int sweep = 0; sweep < MOST_SWEEPS && sweep(a, v); sweep++) {}
    double[] norms = new double[n];
    for (int j = 0; j < n; j++) {
      norms[j] = Householder.norm(a.part(j, 1));
    }
    double[] sorted = norms.clone();
    Arrays.sort(sorted);
    double most = n == 0 ? 0 : sorted[n - 1];
    int rank = 0;
    for (int j = 0; j < n; j++) {
      values[at + j] = sorted[n - 1 - j];
      rank += norms[j] > rcond * most ? 1 : 0;
      invert(v, j, norms[j] > rcond * most ? norms[j] : 0);
      invert(a, j, norms[j]);
    }
    Dense inner = Dense.zeros(a.complex(), n, b.columns());
    DenseProduct.multiply(a.adjoint(), b, inner);
    DenseProduct.multiply(v, inner, b);
    return rank;
  }

  /// Divides a column; by zero it becomes zero.
  private static void invert(Dense x, int j, double by) {
    double scale = by == 0 ? 0 : 1 / by;
    Columns.of(x).scale(x.rows(), scale, 0, x.data(), x.at(0, j));
  }

  /// Rotates all pairs once. Returns whether any was not orthogonal yet.
  private static boolean sweep(Dense a, Dense v) {
    Columns loops = Columns.of(a);
    double[] data = a.data();
    double[] sum = new double[2];
    int n = a.columns();
    boolean any = false;
    for (int p = 0; p < n; p++) {
      for (int q = p + 1; q < n; q++) {
        loops.dot(n, data, a.at(0, p), true, data, a.at(0, q), sum);
        double inner = Math.hypot(sum[0], sum[1]);
        double first = Householder.norm(a.part(p, 1));
        double second = Householder.norm(a.part(q, 1));
        if (!(inner > ORTHOGONAL * n * first * second) || inner < Double.MIN_NORMAL) {
          continue;
        }
        any = true;
        double zeta = (second - first) * (second + first) / (2 * inner);
        double t = Math.copySign(1 / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta)), zeta);
        double c = 1 / Math.sqrt(1 + t * t);
        Pair phase = new Pair(sum[0] / inner, -sum[1] / inner);
        rotate(loops, a, p, q, c, c * t, phase);
        rotate(loops, v, p, q, c, c * t, phase);
      }
    }
    return any;
  }

  private static void rotate(Columns loops, Dense x, int p, int q, double c, double s, Pair phase) {
    double[] data = x.data();
    loops.scale(x.rows(), phase.re(), phase.im(), data, x.at(0, q));
    int width = loops.width();
    int a = width * x.at(0, p);
    int b = width * x.at(0, q);
    for (int i = 0; i < width * x.rows(); i++) {
      double first = data[a + i];
      double second = data[b + i];
      data[a + i] = c * first - s * second;
      data[b + i] = s * first + c * second;
    }
  }
}
