package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sums that stay in vectors to the end have the bits of plain loops, for any number of rows.
class FoldLanesTest {
  private final Random random = new Random(11);

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void bitsOfPlainLoops(int bits) {
    LaneLoops floats = LaneGenerator.generate(LaneOp.SUM, false, bits);
    LaneLoops doubles = LaneGenerator.generate(LaneOp.SUM, true, bits);
    for (int rows = 0; rows < 10; rows++) {
      for (int count : new int[] {1, 2, 3, 31, 128}) {
        int step = 32 * count + rows % 3;
        float[] x = new float[3 + rows * step];
        double[] wide = new double[x.length];
        Arrays.setAll(wide, _ -> random.nextGaussian() * Math.exp(3 * random.nextGaussian()));
        for (int i = 0; i < x.length; i++) {
          x[i] = (float) wide[i];
        }
        float[] y = new float[rows + 2];
        float[] expected = new float[rows + 2];
        floats.sums(rows, count, x, 3, step, y, 1);
        new FloatLanes(LaneOp.SUM).sums(rows, count, x, 3, step, expected, 1);
        assertThat(y).as("%d rows of 32·%d", rows, count).isEqualTo(expected);
        double[] wideSums = new double[rows + 2];
        double[] wideExpected = new double[rows + 2];
        doubles.sums(rows, count, wide, 3, step, wideSums, 1);
        new DoubleLanes(LaneOp.SUM).sums(rows, count, wide, 3, step, wideExpected, 1);
        assertThat(wideSums).as("%d rows of 32·%d", rows, count).isEqualTo(wideExpected);
      }
    }
  }
}
