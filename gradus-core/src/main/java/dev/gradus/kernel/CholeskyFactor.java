package dev.gradus.kernel;

/// The factor of a positive-definite matrix: `A = L·Lᴴ`, in the place of the lower triangle of `A`.
///
/// By halves. What is above the diagonal is not read and may be anything afterwards.
public final class CholeskyFactor {
  private static final int SMALL = 16;

  /// Up to this size a product computes both triangles rather than one.
  private static final int BLOCK = 96;

  private CholeskyFactor() {}

  /// Factors a matrix in place.
  ///
  /// @return 0, or the order of the first leading minor that is not positive
  public static int run(Dense a) {
    int n = a.rows();
    if (n <= SMALL) {
      return factorColumns(a);
    }
    int half = n / 2;
    int rest = n - half;
    Dense first = a.part(0, 0, half, half);
    int info = run(first);
    if (info > 0) {
      return info;
    }
    Dense below = a.part(half, 0, rest, half);
    Dense last = a.part(half, half, rest, rest);
    TriangularSolve.right(first.adjoint(), true, false, below);
    subtractSquare(below, last);
    int later = run(last);
    return later > 0 ? later + half : 0;
  }

  /// `c -= b·bᴴ` for the lower triangle of `c`, and blocks beside it.
  private static void subtractSquare(Dense b, Dense c) {
    int n = c.rows();
    if (n <= BLOCK) {
      DenseProduct.subtract(b, b.adjoint(), c);
      return;
    }
    int half = n / 2;
    int rest = n - half;
    Dense first = b.part(0, 0, half, b.columns());
    Dense second = b.part(half, 0, rest, b.columns());
    subtractSquare(first, c.part(0, 0, half, half));
    DenseProduct.subtract(second, first.adjoint(), c.part(half, 0, rest, half));
    subtractSquare(second, c.part(half, half, rest, rest));
  }

  private static int factorColumns(Dense a) {
    Columns loops = Columns.of(a);
    double[] data = a.data();
    int n = a.rows();
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < j; k++) {
        loops.add(n - j, -a.re(j, k), a.im(j, k), data, a.at(j, k), false, data, a.at(j, j));
      }
      double square = a.re(j, j);
      if (!(square > 0)) {
        return j + 1;
      }
      double root = Math.sqrt(square);
      a.set(j, j, root, 0);
      loops.scale(n - j - 1, 1 / root, 0, data, a.at(j + 1, j));
    }
    return 0;
  }
}
