package dev.gradus.kernel;

/// Reflections `H = I − τ·v·vᴴ`, `v` with zeros, a one and what a column holds below its diagonal.
///
/// Several in a row are one product `I − V·T·Vᴴ` with a small triangle `T` (Schreiber and Van Loan,
/// A storage-efficient WY representation, 1989), so that large matrices are a matter of matrix
/// products.
public final class Householder {
  /// Reflections in one product.
  private static final int BLOCK = 32;

  private Householder() {}

  /// Replaces `a` by `R` on and above the diagonal and the reflections `Q = H₁·H₂·…` below, as
  /// LAPACK's geqrf: the diagonal of `R` is real, with the sign against that of the column.
  ///
  /// @param tau receives the factors, a column of as many rows as there are reflections
  public static void factor(Dense a, Dense tau) {
    int k = Math.min(a.rows(), a.columns());
    for (int j = 0; j < k; j += BLOCK) {
      int width = Math.min(BLOCK, k - j);
      int height = a.rows() - j;
      Dense panel = a.part(j, j, height, width);
      Dense factors = tau.part(j, 0, width, 1);
      factorColumns(panel, factors);
      int rest = a.columns() - j - width;
      if (rest > 0) {
        Dense v = reflections(panel);
        apply(v, triangle(v, factors).adjoint(), a.part(j, j + width, height, rest));
      }
    }
  }

  private static void factorColumns(Dense a, Dense tau) {
    Columns loops = Columns.of(a);
    double[] data = a.data();
    double[] sum = new double[2];
    for (int j = 0; j < a.columns(); j++) {
      Pair factor = reflect(a, j);
      factor.put(tau, j, 0);
      Pair diagonal = Pair.of(a, j, j);
      a.set(j, j, 1, 0);
      int n = a.rows() - j;
      for (int c = j + 1; c < a.columns(); c++) {
        loops.dot(n, data, a.at(j, j), true, data, a.at(j, c), sum);
        Pair s = new Pair(sum[0], sum[1]).times(factor.conj());
        loops.add(n, -s.re(), -s.im(), data, a.at(j, j), false, data, a.at(j, c));
      }
      diagonal.put(a, j, j);
    }
  }

  /// Makes the reflection that clears column `j` below the diagonal, and returns its factor.
  static Pair reflect(Dense a, int j) {
    Columns loops = Columns.of(a);
    int n = a.rows() - j - 1;
    int below = a.at(j + 1, j);
    Dense column = a.part(j + 1, j, n, 1);
    double norm = norm(column);
    Pair alpha = Pair.of(a, j, j);
    if (norm == 0 && alpha.im() == 0) {
      return new Pair(0, 0);
    }
    double scale = 1;
    double length = length(alpha, norm);
    if (length < 0x1p-960) {
      // What is divided by would be no normal number.
      scale = 0x1p-900;
      loops.scale(n, 1 / scale, 0, a.data(), below);
      alpha = alpha.times(1 / scale);
      norm = norm(column);
      length = length(alpha, norm);
    }
    double beta = -Math.copySign(length, alpha.re());
    Pair inverse = new Pair(1, 0).over(alpha.minus(new Pair(beta, 0)));
    loops.scale(n, inverse.re(), inverse.im(), a.data(), below);
    a.set(j, j, beta * scale, 0);
    return new Pair((beta - alpha.re()) / beta, -alpha.im() / beta);
  }

  /// The root of the sum of squares, without overflow on the way.
  static double norm(Dense column) {
    int width = column.complex() ? 2 : 1;
    int from = width * column.at(0, 0);
    return norm(column.data(), from, from + width * column.rows());
  }

  private static double norm(double[] x, int from, int end) {
    double sum = 0;
    for (int i = from; i < end; i++) {
      sum += x[i] * x[i];
    }
    if (sum > 0x1p-900 && sum < 0x1p900 || Double.isNaN(sum)) {
      return Math.sqrt(sum);
    }
    double largest = 0;
    for (int i = from; i < end; i++) {
      largest = Math.max(largest, Math.abs(x[i]));
    }
    if (largest == 0 || Double.isInfinite(largest)) {
      return largest;
    }
    sum = 0;
    for (int i = from; i < end; i++) {
      double part = x[i] / largest;
      sum += part * part;
    }
    return largest * Math.sqrt(sum);
  }

  private static double length(Pair alpha, double norm) {
    double big = Math.max(norm, Math.max(Math.abs(alpha.re()), Math.abs(alpha.im())));
    if (!(big > 0) || Double.isInfinite(big)) {
      return big;
    }
    double x = alpha.re() / big;
    double y = alpha.im() / big;
    double z = norm / big;
    return big * Math.sqrt(x * x + y * y + z * z);
  }

  /// The vectors of reflections with their ones and zeros.
  private static Dense reflections(Dense panel) {
    Dense v = Dense.zeros(panel.complex(), panel.rows(), panel.columns());
    int width = panel.complex() ? 2 : 1;
    for (int j = 0; j < panel.columns(); j++) {
      v.set(j, j, 1, 0);
      System.arraycopy(
          panel.data(),
          width * panel.at(j + 1, j),
          v.data(),
          width * v.at(j + 1, j),
          width * (panel.rows() - j - 1));
    }
    return v;
  }

  /// The triangle `T` of `I − V·T·Vᴴ`.
  private static Dense triangle(Dense v, Dense tau) {
    int k = v.columns();
    Dense inner = Dense.zeros(v.complex(), k, k);
    DenseProduct.multiply(v.adjoint(), v, inner);
    Dense t = Dense.zeros(v.complex(), k, k);
    for (int j = 0; j < k; j++) {
      Pair factor = Pair.of(tau, j, 0);
      for (int i = 0; i < j; i++) {
        Pair sum = new Pair(0, 0);
        for (int c = i; c < j; c++) {
          sum = sum.plus(Pair.of(t, i, c).times(Pair.of(inner, c, j)));
        }
        sum.times(factor).times(-1).put(t, i, j);
      }
      factor.put(t, j, j);
    }
    return t;
  }

  /// `c = (I − V·t·Vᴴ)·c`.
  private static void apply(Dense v, Dense t, Dense c) {
    Dense w = Dense.zeros(c.complex(), v.columns(), c.columns());
    DenseProduct.multiply(v.adjoint(), c, w);
    Dense scaled = Dense.zeros(c.complex(), v.columns(), c.columns());
    DenseProduct.multiply(t, w, scaled);
    DenseProduct.subtract(v, scaled, c);
  }

  /// `c = c·(I − V·t·Vᴴ)`.
  private static void applyRight(Dense v, Dense t, Dense c) {
    Dense w = Dense.zeros(c.complex(), c.rows(), v.columns());
    DenseProduct.multiply(c, v, w);
    Dense scaled = Dense.zeros(c.complex(), c.rows(), v.columns());
    DenseProduct.multiply(w, t, scaled);
    DenseProduct.subtract(scaled, v.adjoint(), c);
  }

  /// Multiplies `c` by `Q = H₁·H₂·…`, in place.
  ///
  /// @param a the reflections below its diagonal
  /// @param tau their factors
  /// @param left whether `Q` stands before `c`
  /// @param adjoint whether it is `Qᴴ`
  public static void multiply(Dense a, Dense tau, boolean left, boolean adjoint, Dense c) {
    int k = tau.rows();
    int blocks = (k + BLOCK - 1) / BLOCK;
    for (int s = 0; s < blocks; s++) {
      int j = BLOCK * (left == adjoint ? s : blocks - 1 - s);
      int width = Math.min(BLOCK, k - j);
      Dense v = reflections(a.part(j, j, a.rows() - j, width));
      Dense t = triangle(v, tau.part(j, 0, width, 1));
      Dense turned = adjoint ? t.adjoint() : t;
      if (left) {
        apply(v, turned, c.part(j, 0, c.rows() - j, c.columns()));
      } else {
        applyRight(v, turned, c.part(j, c.columns() - j));
      }
    }
  }

  /// Writes the first columns of `Q = H₁·H₂·…` into `q`, which has the rows of `a`.
  public static void form(Dense a, Dense tau, Dense q) {
    q.setIdentity();
    int k = tau.rows();
    for (int j = (k - 1) / BLOCK * BLOCK; j >= 0 && k > 0; j -= BLOCK) {
      int width = Math.min(BLOCK, k - j);
      Dense v = reflections(a.part(j, j, a.rows() - j, width));
      Dense t = triangle(v, tau.part(j, 0, width, 1));
      apply(v, t, q.part(j, j, q.rows() - j, q.columns() - j));
    }
  }
}
