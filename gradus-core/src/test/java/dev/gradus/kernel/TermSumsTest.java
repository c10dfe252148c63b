package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Sums of squares and of absolute values have the bits of their definition in every layout.
class TermSumsTest {
  private static final int[] LENGTHS = {0, 1, 5, 31, 32, 33, 100, 193, 4096, 9000};

  private static float[] numbers(int n) {
    Random r = new Random(n);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) (r.nextGaussian() * Math.exp(3 * r.nextGaussian()));
    }
    return x;
  }

  /// Note [The tree of a sum] over the terms.
  private static double expected(Term term, float[] x) {
    double[] terms = new double[x.length];
    Arrays.setAll(terms, i -> term.of(x[i]));
    double[] y = new double[1];
    long[] none = {};
    long[] size = {x.length};
    Reduction.sum(DType.FLOAT64, DType.FLOAT64, none, none, size, new long[] {1}, terms, 0, y, 0);
    return y[0];
  }

  private static void sums(
      Term term, DType in, int m, long keptStride, int n, long stride, Object x, double[] y) {
    long[] kept = {m};
    long[] keptStrides = {keptStride};
    long[] reduced = {n};
    long[] strides = {stride};
    switch (term) {
      case SELF ->
          Reduction.sum(in, DType.FLOAT64, kept, keptStrides, reduced, strides, x, 3, y, 1);
      case SQUARE -> Reduction.squares(in, kept, keptStrides, reduced, strides, x, 3, y, 1);
      case SIZE -> Reduction.sizes(in, kept, keptStrides, reduced, strides, x, 3, y, 1);
    }
  }

  private static void check(Term term, int m, int n) {
    float[][] rows = new float[m][];
    double[] expected = new double[m + 1];
    float[] inRows = new float[3 + m * n];
    float[] inColumns = new float[3 + m * n];
    double[] wide = new double[3 + m * n];
    float[] apart = new float[3 + 2 * m * n];
    for (int i = 0; i < m; i++) {
      rows[i] = numbers(n + i);
      rows[i] = Arrays.copyOf(rows[i], n);
      expected[i + 1] = expected(term, rows[i]);
      for (int j = 0; j < n; j++) {
        inRows[3 + i * n + j] = rows[i][j];
        wide[3 + i * n + j] = rows[i][j];
        inColumns[3 + j * m + i] = rows[i][j];
        apart[3 + 2 * (i * n + j)] = rows[i][j];
      }
    }
    double[] y = new double[m + 1];
    sums(term, DType.FLOAT32, m, n, n, 1, inRows, y);
    assertThat(y).as("rows of %d", n).isEqualTo(expected);
    Arrays.fill(y, 0);
    sums(term, DType.FLOAT64, m, n, n, 1, wide, y);
    assertThat(y).as("rows of %d doubles", n).isEqualTo(expected);
    Arrays.fill(y, 0);
    sums(term, DType.FLOAT32, m, 1, n, m, inColumns, y);
    assertThat(y).as("columns of %d", n).isEqualTo(expected);
    Arrays.fill(y, 0);
    sums(term, DType.FLOAT32, m, 2L * n, n, 2, apart, y);
    assertThat(y).as("rows of %d with gaps", n).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Term.class)
  void everyLayoutHasTheBitsOfTheDefinition(Term term) {
    for (int turn = 0; turn < 2; turn++) {
      for (int n : LENGTHS) {
        check(term, 1, n);
        check(term, 3, n);
        check(term, 17, n);
      }
      check(term, 130, 100);
      Reduction.warmUp();
    }
  }

  @ParameterizedTest
  @EnumSource(Term.class)
  void vectorLoopsOfAnyWidthHaveTheBitsOfPlainOnes(Term term) {
    float[] x = numbers(700);
    double[] wide = new double[x.length];
    Arrays.setAll(wide, i -> x[i] * 1.1);
    for (boolean narrow : new boolean[] {true, false}) {
      Object from = narrow ? x : wide;
      LaneLoops plain = new TermLanes(term, narrow);
      for (int bits : new int[] {128, 256, 512}) {
        LaneLoops vector = LaneGenerator.generate(term, narrow, bits);
        for (int width : new int[] {1, 5, 16, 33, 47}) {
          double[] expected = new double[200];
          double[] actual = new double[200];
          plain.lanes(5, from, 3, expected, 2);
          vector.lanes(5, from, 3, actual, 2);
          plain.rows(3, width, from, 5, width + 1, expected, 40, width);
          vector.rows(3, width, from, 5, width + 1, actual, 40, width);
          plain.sums(width / 4, 2, from, 3, 50, expected, 188);
          vector.sums(width / 4, 2, from, 3, 50, actual, 188);
          assertThat(actual).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void halvesAreWidened() {
    short[] x = new short[103];
    float[] values = new float[100];
    for (int i = 0; i < 100; i++) {
      values[i] = (i - 40) * 0.25f;
      x[3 + i] = Float.floatToFloat16(values[i]);
    }
    double[] y = new double[2];
    sums(Term.SQUARE, DType.FLOAT16, 1, 100, 100, 1, x, y);
    assertThat(y[1]).isEqualTo(expected(Term.SQUARE, values));
  }
}
