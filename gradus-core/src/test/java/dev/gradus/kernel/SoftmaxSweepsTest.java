package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Formulas;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The exponentials of rows in one pass have the bits of plain loops one by one.
class SoftmaxSweepsTest {
  private static final int ROWS = 3;
  private static final int[] LENGTHS = {1, 31, 32, 33, 100, 4097};

  private final Random random = new Random(5);

  private PointwiseLoop exp(Compute compute) {
    DType[] type = {ScalarAccess.dtype(compute)};
    Expr exp = Formulas.lower(Expr.x(0).exp(), compute);
    return PointwiseLoop.compile(List.of(exp), compute, type, type, Kernels.Mode.SCALAR);
  }

  /// Numbers that far below their row's largest.
  private double[] row(int n, double spread) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) (3 - spread * random.nextDouble());
    }
    x[random.nextInt(n)] = 3;
    return x;
  }

  @ParameterizedTest
  @CsvSource({"false,true", "true,true", "false,false", "true,false"})
  void floatsHaveTheBitsOfPlainLoops(boolean log, boolean near) {
    SoftmaxSweeps sweeps = new SoftmaxSweeps(Compute.FLOAT, log);
    sweeps.force();
    for (int n : LENGTHS) {
      float[] x = new float[ROWS * n + 2];
      float[] tops = {3, 3, near ? 3 : Float.POSITIVE_INFINITY};
      float[] below = new float[ROWS * n];
      for (int r = 0; r < ROWS; r++) {
        double[] row = row(n, near ? 63.9 : 200);
        row[0] = near ? row[0] : new double[] {Double.NEGATIVE_INFINITY, Double.NaN, 3}[r];
        for (int i = 0; i < n; i++) {
          x[2 + r * n + i] = (float) row[i];
          below[r * n + i] = (float) row[i] - tops[r];
        }
      }
      float[] powers = new float[ROWS * n];
      exp(Compute.FLOAT).run1(ROWS * n, powers, 0, below, 0, 1, new long[0]);
      float[] expected = new float[ROWS];
      sums(DType.FLOAT32, n, powers, expected);
      float[] y = new float[ROWS * n + 1];
      float[] sums = new float[ROWS];
      assertThat(sweeps.run(near, n, ROWS, x, 2, tops, y, 1, sums)).isTrue();
      assertThat(sums).as("sums of %d", n).isEqualTo(expected);
      float[] stored = log ? below : powers;
      assertThat(Arrays.copyOfRange(y, 1, y.length)).as("rows of %d", n).isEqualTo(stored);
    }
  }

  @ParameterizedTest
  @CsvSource({"false,true", "true,false"})
  void doublesHaveTheBitsOfPlainLoops(boolean log, boolean near) {
    SoftmaxSweeps sweeps = new SoftmaxSweeps(Compute.DOUBLE, log);
    sweeps.force();
    for (int n : LENGTHS) {
      double[] x = new double[ROWS * n];
      double[] tops = {3, 3, 3};
      double[] below = new double[ROWS * n];
      for (int r = 0; r < ROWS; r++) {
        double[] row = row(n, near ? 63.9 : 1000);
        System.arraycopy(row, 0, x, r * n, n);
        for (int i = 0; i < n; i++) {
          below[r * n + i] = row[i] - 3;
        }
      }
      double[] powers = new double[ROWS * n];
      exp(Compute.DOUBLE).run1(ROWS * n, powers, 0, below, 0, 1, new long[0]);
      double[] expected = new double[ROWS];
      sums(DType.FLOAT64, n, powers, expected);
      double[] y = new double[ROWS * n];
      double[] sums = new double[ROWS];
      assertThat(sweeps.run(near, n, ROWS, x, 0, tops, y, 0, sums)).isTrue();
      assertThat(sums).as("sums of %d", n).isEqualTo(expected);
      assertThat(y).as("rows of %d", n).isEqualTo(log ? below : powers);
    }
  }

  private static void sums(DType dtype, int n, Object x, Object y) {
    long[] rows = {ROWS};
    long[] length = {n};
    long[] one = {1};
    Reduction.sum(dtype, dtype, rows, length, length, one, x, 0, y, 0);
  }
}
