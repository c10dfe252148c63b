package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sums down columns, of which nothing is written but the result, have the bits of rows that are
/// added to lanes in memory, for any number of columns; and those have the bits of sums along rows.
class FoldColumnsTest {
  private static final int[] COUNTS = {1, 2, 5};
  private static final int[] WIDTHS = {0, 1, 7, 8, 15, 16, 17, 40, 67};

  private final Random random = new Random(12);

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void bitsOfPlainLoops(int bits) {
    LaneLoops floats = LaneGenerator.generate(LaneOp.SUM, false, bits);
    LaneLoops doubles = LaneGenerator.generate(LaneOp.SUM, true, bits);
    for (int count : COUNTS) {
      for (int width : WIDTHS) {
        int step = width + count % 3;
        double[] wide = numbers(3 + 32 * count * step + width);
        float[] x = narrowed(wide);
        float[] y = new float[width + 2];
        float[] expected = new float[width + 2];
        floats.columnSums(count, width, x, 3, step, y, 1);
        new FloatLanes(LaneOp.SUM).columnSums(count, width, x, 3, step, expected, 1);
        assertThat(y).as("32·%d rows of %d", count, width).isEqualTo(expected);
        double[] wideSums = new double[width + 2];
        double[] wideExpected = new double[width + 2];
        doubles.columnSums(count, width, wide, 3, step, wideSums, 1);
        new DoubleLanes(LaneOp.SUM).columnSums(count, width, wide, 3, step, wideExpected, 1);
        assertThat(wideSums).as("32·%d rows of %d", count, width).isEqualTo(wideExpected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 512})
  void bitsOfPlainTerms(int bits) {
    for (Term term : Term.values()) {
      for (boolean narrow : new boolean[] {false, true}) {
        LaneLoops loops = LaneGenerator.generate(term, narrow, bits);
        for (int width : WIDTHS) {
          double[] wide = numbers(64 * (width + 1));
          Object x = narrow ? narrowed(wide) : wide;
          double[] y = new double[width];
          double[] expected = new double[width];
          loops.columnSums(2, width, x, 0, width + 1, y, 0);
          new TermLanes(term, narrow).columnSums(2, width, x, 0, width + 1, expected, 0);
          assertThat(y).as("%s of %d columns", term, width).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void bitsOfSumsAlongRows(int count) {
    int width = 19;
    int rows = 32 * count;
    float[] x = narrowed(numbers(rows * width));
    float[] turned = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      turned[i % width * rows + i / width] = x[i];
    }
    float[] down = new float[width];
    float[] along = new float[width];
    FloatLanes lanes = new FloatLanes(LaneOp.SUM);
    lanes.columnSums(count, width, x, 0, width, down, 0);
    lanes.sums(width, count, turned, 0, rows, along, 0);
    assertThat(down).isEqualTo(along);
  }

  /// Also zeros of both signs.
  private double[] numbers(int n) {
    double[] x = new double[n];
    Arrays.setAll(x, _ -> random.nextGaussian() * Math.exp(3 * random.nextGaussian()));
    for (int i = 0; i < n; i += 5) {
      x[i] = i % 2 == 0 ? 0.0 : -0.0;
    }
    return x;
  }

  private static float[] narrowed(double[] wide) {
    float[] x = new float[wide.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) wide[i];
    }
    return x;
  }
}
