package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The largest and the smallest of floats and doubles by their patterns are those of plain loops.
class RangeLanesTest {
  private static final float[] SPECIAL = {
    Float.NaN,
    Float.intBitsToFloat(0xffc0_0001),
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    -0f,
    0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    -Float.MAX_VALUE
  };

  @ParameterizedTest
  @CsvSource({"128", "256", "512"})
  void vectorsFindWhatPlainLoopsFind(int bits) {
    LaneLoops floats = LaneGenerator.generate(LaneOp.MAX, false, bits);
    LaneLoops doubles = LaneGenerator.generate(LaneOp.MIN, true, bits);
    Random random = new Random(7);
    for (int count = 0; count < 4; count++) {
      for (int special = -1; special < SPECIAL.length; special++) {
        int rows = 1 + (count + special + 1) % 6;
        int step = 32 * count + 5;
        float[] x = new float[rows * step + 3];
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
          x[i] = (float) random.nextGaussian() * (special % 2 == 0 ? 0 : 1);
          if (special >= 0 && random.nextInt(20) == 0) {
            x[i] = SPECIAL[special];
          }
          wide[i] = x[i];
        }
        float[] expected = new float[2 * rows + 2];
        float[] found = new float[2 * rows + 2];
        new FloatLanes(LaneOp.MAX).range(rows, count, x, 3, step, expected, 1);
        floats.range(rows, count, x, 3, step, found, 1);
        assertThat(found).as("%d, special %d", count, special).isEqualTo(expected);
        double[] wideExpected = new double[2 * rows];
        double[] wideFound = new double[2 * rows];
        new DoubleLanes(LaneOp.MIN).range(rows, count, wide, 3, step, wideExpected, 0);
        doubles.range(rows, count, wide, 3, step, wideFound, 0);
        assertThat(wideFound).as("%d, special %d", count, special).isEqualTo(wideExpected);
      }
    }
  }
}
