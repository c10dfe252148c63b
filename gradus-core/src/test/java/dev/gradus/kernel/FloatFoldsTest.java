package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sums that stay in vectors have the bits of plain loops.
class FloatFoldsTest {
  private final Random random = new Random(13);

  @ParameterizedTest
  @ValueSource(ints = {64, 96, 1024, 1056, 4096})
  void bitsOfPlainLoops(int n) {
    float[] x = new float[3 + n];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (2 + random.nextGaussian());
    }
    FloatLanes plain = new FloatLanes(LaneOp.SUM);
    float[] lanes = new float[64];
    plain.lanes(n / 32, x, 3, lanes, 0);
    assertThat(FloatFolds.sum(x, 3, n)).isEqualTo(FloatRowTree.sumOfLanes(lanes, 0, n));
    plain.deviations(n / 32, x, 3, 1.5, lanes, 0);
    Deviations sums = new Deviations();
    sums.add(1, 2);
    FloatFolds.deviations(x, 3, n, 1.5f, sums);
    assertThat(sums.sum).isEqualTo(1 + (double) FloatRowTree.sumOfLanes(lanes, 0, n));
    assertThat(sums.squares).isEqualTo(2 + (double) FloatRowTree.sumOfLanes(lanes, 32, n));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 33, 65, 100})
  void otherCountsAreNotForThem(int n) {
    assertThat(FloatFolds.fits(n)).isFalse();
  }
}
