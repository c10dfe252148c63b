package dev.gradus.kernel;

/// Products of [Dense] matrices, by the matrix product of tensors.
public final class DenseProduct {
  private DenseProduct() {}

  /// `c = a·b`, where the columns of `c` are runs of neighbours.
  public static void multiply(Dense a, Dense b, Dense c) {
    run(a, b, c, 1, false);
  }

  /// `c -= a·b`, where the columns of `c` are runs of neighbours. It must not overlap `a` or `b`.
  public static void subtract(Dense a, Dense b, Dense c) {
    run(a, b, c, -1, true);
  }

  /// The product kernel writes rows: `cᵀ = bᵀ·aᵀ`. It knows neither signs nor conjugates, so an
  /// operand that has them is copied, the smaller one for the sign.
  private static void run(Dense a, Dense b, Dense c, int sign, boolean add) {
    int m = c.rows();
    int n = c.columns();
    int k = a.columns();
    if (m == 0 || n == 0 || k == 0 && add) {
      return;
    }
    boolean signToA = m <= n;
    Dense left = signed(a, signToA ? sign : 1);
    Dense right = signed(b, signToA ? 1 : sign);
    Strided x = strided(right.transposed());
    Strided y = strided(left.transposed());
    Strided z = strided(c.transposed());
    if (c.complex()) {
      ComplexGemm.run(GemmLoops.DOUBLE, n, m, k, x, y, z, add);
    } else {
      RealGemm.run(GemmLoops.DOUBLE, n, m, k, x, y, z, add);
    }
  }

  private static Strided strided(Dense x) {
    return new Strided(x.data(), x.offset(), x.rowStep(), x.columnStep());
  }

  private static Dense signed(Dense x, int sign) {
    if (sign == 1 && !x.conj()) {
      return x;
    }
    Dense y = Dense.zeros(x.complex(), x.rows(), x.columns());
    double[] from = x.data();
    double[] to = y.data();
    int width = x.complex() ? 2 : 1;
    double imaginarySign = x.conj() ? -sign : sign;
    for (int j = 0; j < x.columns(); j++) {
      int at = width * x.at(0, j);
      int out = width * y.at(0, j);
      int step = width * x.rowStep();
      for (int i = 0; i < x.rows(); i++, at += step, out += width) {
        to[out] = sign * from[at];
        if (width == 2) {
          to[out + 1] = imaginarySign * from[at + 1];
        }
      }
    }
    return y;
  }
}
