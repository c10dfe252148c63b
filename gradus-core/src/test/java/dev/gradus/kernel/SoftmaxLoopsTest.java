package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A row less its largest element has the bits of [Math#max], whatever stands in the row.
class SoftmaxLoopsTest {
  private static final double[] AWKWARD = {
    0, -0d, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY
  };

  /// A piece is 32 elements long.
  private static final int[] LENGTHS = {1, 2, 7, 32, 33, 63, 64, 65, 300};

  private static final int ROUNDS = 40;

  private final Random random = new Random(7);

  /// Some of the awkward numbers between ones of less than 0, so that a zero is the largest.
  private double[] row(int n) {
    double[] x = new double[n];
    int kinds = 1 + random.nextInt(AWKWARD.length);
    for (int i = 0; i < n; i++) {
      boolean plain = random.nextInt(4) > 0;
      x[i] = plain ? -(float) random.nextDouble() : AWKWARD[random.nextInt(kinds)];
    }
    if (random.nextInt(4) == 0) {
      x[n - 1] = AWKWARD[random.nextInt(AWKWARD.length)];
    }
    return x;
  }

  /// A row of nothing but zeros, of which all are -0 or the last is not.
  private double[] zeros(int n, boolean last) {
    double[] x = new double[n];
    Arrays.fill(x, -0d);
    x[n - 1] = last ? 0 : -0d;
    return x;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void floatsLessTheLargest(boolean inPlace) {
    for (int n : LENGTHS) {
      checkFloats(zeros(n, false), inPlace);
      checkFloats(zeros(n, true), inPlace);
      for (int round = 0; round < ROUNDS; round++) {
        checkFloats(row(n), inPlace);
      }
    }
  }

  private static void checkFloats(double[] row, boolean inPlace) {
    int n = row.length;
    float[] x = new float[n + 3];
    float top = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      x[3 + i] = (float) row[i];
      top = Math.max(top, x[3 + i]);
    }
    float[] expected = new float[n];
    for (int i = 0; i < n; i++) {
      expected[i] = x[3 + i] - top;
    }
    float[] y = new float[n + 3];
    int from = inPlace ? 3 : 1;
    new FloatSoftmaxLoops(n).shift(x, 3, y, from, n);
    for (int i = 0; i < n; i++) {
      assertThat(Float.floatToIntBits(y[from + i]))
          .as("%s: element %d of %d", y[from + i], i, n)
          .isEqualTo(Float.floatToIntBits(expected[i]));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void doublesLessTheLargest(boolean inPlace) {
    for (int n : LENGTHS) {
      checkDoubles(zeros(n, false), inPlace);
      checkDoubles(zeros(n, true), inPlace);
      for (int round = 0; round < ROUNDS; round++) {
        checkDoubles(row(n), inPlace);
      }
    }
  }

  private static void checkDoubles(double[] row, boolean inPlace) {
    int n = row.length;
    double[] x = new double[n + 3];
    System.arraycopy(row, 0, x, 3, n);
    double top = Double.NEGATIVE_INFINITY;
    for (double v : row) {
      top = Math.max(top, v);
    }
    double[] y = new double[n + 3];
    int from = inPlace ? 3 : 1;
    new DoubleSoftmaxLoops(n).shift(x, 3, y, from, n);
    for (int i = 0; i < n; i++) {
      assertThat(Double.doubleToLongBits(y[from + i]))
          .as("%s: element %d of %d", y[from + i], i, n)
          .isEqualTo(Double.doubleToLongBits(row[i] - top));
    }
  }
}
