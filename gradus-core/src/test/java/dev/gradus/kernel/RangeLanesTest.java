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
        float[] x = new float[32 * count + 3];
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
          x[i] = (float) random.nextGaussian() * (special % 2 == 0 ? 0 : 1);
          if (special >= 0 && random.nextInt(20) == 0) {
            x[i] = SPECIAL[special];
          }
          wide[i] = x[i];
        }
        float[] expected = new float[4];
        float[] found = new float[4];
        new FloatLanes(LaneOp.MAX).range(count, x, 3, expected, 1);
        floats.range(count, x, 3, found, 1);
        assertThat(found).as("%d, special %d", count, special).isEqualTo(expected);
        double[] wideExpected = new double[2];
        double[] wideFound = new double[2];
        new DoubleLanes(LaneOp.MIN).range(count, wide, 3, wideExpected, 0);
        doubles.range(count, wide, 3, wideFound, 0);
        assertThat(wideFound).as("%d, special %d", count, special).isEqualTo(wideExpected);
      }
    }
  }
}
