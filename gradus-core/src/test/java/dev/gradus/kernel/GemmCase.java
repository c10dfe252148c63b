package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.util.Arrays;
import java.util.Random;

/// Random operands of one shape in one of several layouts, with the product that the definition
/// gives.
record GemmCase(DType dtype, int m, int n, int k, Strided a, Strided b, GemmOracle oracle) {
  /// Each operand by rows, by columns, or with gaps in both directions.
  static final int LAYOUTS = 9;

  private static final int GUARD = 3;

  static GemmCase of(DType dtype, int m, int n, int k, int layout) {
    GemmOracle oracle = new GemmOracle(dtype);
    Random r = new Random(m + 31L * n + 1009L * k);
    Strided a = operand(oracle, m, k, layout % 3, r);
    Strided b = operand(oracle, k, n, layout / 3, r);
    return new GemmCase(dtype, m, n, k, a, b, oracle);
  }

  private static Strided operand(GemmOracle oracle, int rows, int columns, int layout, Random r) {
    int count = rows * columns;
    return switch (layout) {
      case 0 -> new Strided(oracle.random(count + 2, r), 2, columns, 1);
      case 1 -> new Strided(oracle.random(count, r), 0, 1, rows);
      default -> new Strided(oracle.random(6 * count + 1, r), 1, 6 * columns, 2);
    };
  }

  /// The rows of `c` are further apart than they are long; what lies between must stay.
  private Strided space() {
    Object array = oracle.random((m + 1) * (n + GUARD), new Random(5));
    return new Strided(array, 1, n + GUARD, 1);
  }

  private void compare(Strided c) {
    Strided expected = space();
    oracle.multiply(m, n, k, a, b, expected);
    assertThat(equal(c.array(), expected.array()))
        .as("%s %dx%dx%d, strides of a %d %d", dtype, m, n, k, a.row(), a.column())
        .isTrue();
  }

  void check() {
    Strided c = space();
    Gemm.gemm(
        dtype,
        m,
        n,
        k,
        a.array(),
        a.offset(),
        a.row(),
        a.column(),
        b.array(),
        b.offset(),
        b.row(),
        b.column(),
        c.array(),
        c.offset(),
        c.row());
    compare(c);
  }

  void check(TileKernels kernels) {
    Strided c = space();
    new PackedGemm(loops(), kernels).run(m, n, k, a, b, c, false);
    compare(c);
  }

  void checkDivided(int pieces) {
    Strided c = space();
    RealGemm.runDivided(loops(), m, n, k, a, b, c, false, pieces);
    compare(c);
  }

  /// The product of all rows at once.
  Object product() {
    Object c = oracle.allocate(m * n);
    rows(0, m, c);
    return c;
  }

  /// Row `i` of the product, multiplied alone.
  void row(int i, Object to) {
    rows(i, 1, to);
  }

  private void rows(int start, int count, Object to) {
    Gemm.gemm(
        dtype,
        count,
        n,
        k,
        a.array(),
        a.at(start, 0),
        a.row(),
        a.column(),
        b.array(),
        b.offset(),
        b.row(),
        b.column(),
        to,
        0,
        n);
  }

  private GemmLoops loops() {
    return dtype == DType.FLOAT64 ? GemmLoops.DOUBLE : GemmLoops.FLOAT;
  }

  private static boolean equal(Object x, Object y) {
    return Arrays.deepEquals(new Object[] {x}, new Object[] {y});
  }
}
