package dev.gradus.kernel;

/// The exponential of a square matrix by a rational approximation of a scaled matrix, squared as
/// often as it was halved (Higham, The scaling and squaring method for the matrix exponential
/// revisited, 2005).
public final class MatrixExponential {
  /// Up to which norm the approximations of degrees 3, 5, 7, 9 and 13 have all digits of a double.
  private static final double[] REACH = {
    1.495585217958292e-2,
    2.539398330063230e-1,
    9.504178996162932e-1,
    2.097847961257068e0,
    5.371920351148152e0
  };

  private static final int[] DEGREES = {3, 5, 7, 9, 13};

  private MatrixExponential() {}

  /// Writes the exponential of `a`, which is destroyed, into `y`.
  public static void run(Dense a, Dense y) {
    int n = a.rows();
    if (n == 0) {
      return;
    }
    double norm = norm(a);
    if (!(norm < Double.POSITIVE_INFINITY)) {
      notFinite(y);
      return;
    }
    int which = 0;
    while (which < REACH.length - 1 && norm > REACH[which]) {
      which++;
    }
    int halvings = 0;
    if (norm > REACH[which]) {
      double most = REACH[which];
      halvings = Math.max(0, Math.getExponent(norm / most) + 1);
      scale(a, Math.scalb(1.0, -halvings));
    }
    approximate(a, DEGREES[which], y);
    Dense other = Dense.zeros(a.complex(), n, n);
    for (int i = 0; i < halvings; i++) {
      DenseProduct.multiply(y, y, other);
      y.copy(other);
    }
  }

  private static void notFinite(Dense y) {
    for (int j = 0; j < y.columns(); j++) {
      for (int i = 0; i < y.rows(); i++) {
        y.set(i, j, Double.NaN, Double.NaN);
      }
    }
  }

  /// The largest sum of absolute values of a column.
  private static double norm(Dense a) {
    double most = 0;
    for (int j = 0; j < a.columns(); j++) {
      double sum = 0;
      for (int i = 0; i < a.rows(); i++) {
        sum += PlaneRotation.length(a.re(i, j), a.im(i, j));
      }
      // A sum that is no number must not be lost.
      most = sum > most || Double.isNaN(sum) ? sum : most;
      if (Double.isNaN(most)) {
        return most;
      }
    }
    return most;
  }

  private static void scale(Dense a, double by) {
    for (int j = 0; j < a.columns(); j++) {
      Columns.of(a).scale(a.rows(), by, 0, a.data(), a.at(0, j));
    }
  }

  /// `y = (V − U)⁻¹·(V + U)` with the odd powers in `U` and the even ones in `V`.
  private static void approximate(Dense a, int degree, Dense y) {
    int n = a.rows();
    double[] b = coefficients(degree);
    Dense square = product(a, a);
    Dense inner;
    Dense even;
    if (degree == 13) {
      Dense fourth = product(square, square);
      Dense sixth = product(square, fourth);
      inner = powers(sixth, square, fourth, b, 1);
      even = powers(sixth, square, fourth, b, 0);
    } else {
      inner = Dense.zeros(a.complex(), n, n);
      even = Dense.zeros(a.complex(), n, n);
      addDiagonal(inner, b[1]);
      addDiagonal(even, b[0]);
      Dense power = square;
      for (int k = 2; k < degree; k += 2) {
        add(inner, b[k + 1], power);
        add(even, b[k], power);
        power = k + 2 < degree ? product(power, square) : power;
      }
    }
    Dense odd = product(a, inner);
    y.copy(even);
    add(y, 1, odd);
    add(even, -1, odd);
    int[] pivots = new int[n];
    LuFactor.run(even, pivots, 0);
    LuFactor.solve(even, pivots, 0, false, y);
  }

  /// `A⁶·(b₁₂·A⁶ + b₁₀·A⁴ + b₈·A²) + b₆·A⁶ + b₄·A⁴ + b₂·A² + b₀`, or with `shift` the next ones.
  private static Dense powers(Dense sixth, Dense square, Dense fourth, double[] b, int shift) {
    Dense high = Dense.zeros(sixth.complex(), sixth.rows(), sixth.rows());
    add(high, b[12 + shift], sixth);
    add(high, b[10 + shift], fourth);
    add(high, b[8 + shift], square);
    Dense all = product(sixth, high);
    add(all, b[6 + shift], sixth);
    add(all, b[4 + shift], fourth);
    add(all, b[2 + shift], square);
    addDiagonal(all, b[shift]);
    return all;
  }

  /// The coefficients (2m − k)! m! / ((2m)! k! (m − k)!), times the number that makes the last 1.
  private static double[] coefficients(int m) {
    double[] b = new double[m + 1];
    b[m] = 1;
    for (int k = m; k > 0; k--) {
      b[k - 1] = b[k] * k * (2L * m - k + 1) / (m - k + 1);
    }
    return b;
  }

  private static Dense product(Dense a, Dense b) {
    Dense y = Dense.zeros(a.complex(), a.rows(), b.columns());
    DenseProduct.multiply(a, b, y);
    return y;
  }

  private static void add(Dense y, double by, Dense x) {
    for (int j = 0; j < y.columns(); j++) {
      Columns.of(y).add(y.rows(), by, 0, x.data(), x.at(0, j), false, y.data(), y.at(0, j));
    }
  }

  private static void addDiagonal(Dense y, double by) {
    for (int i = 0; i < y.rows(); i++) {
      y.set(i, i, y.re(i, i) + by, y.im(i, i));
    }
  }
}
