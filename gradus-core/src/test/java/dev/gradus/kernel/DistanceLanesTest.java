package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Distances of several rows, added up in vectors to the end, have the bits of those row by row.
class DistanceLanesTest {
  private final Random random = new Random(12);

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void bitsOfRowByRow(int bits) {
    DistanceLoops floats = DistanceLanes.generate(false, bits);
    DistanceLoops doubles = DistanceLanes.generate(true, bits);
    FloatRowTree tree = new FloatRowTree(LaneOp.SUM, FloatLanes.of(LaneOp.SUM));
    DoubleRowTree wideTree = new DoubleRowTree(LaneOp.SUM, DoubleLanes.of(LaneOp.SUM));
    Deviations sums = new Deviations();
    for (int rows = 0; rows < 6; rows++) {
      for (int count : new int[] {1, 2, 3, 31, 128}) {
        int n = 32 * count;
        int step = n + rows % 3;
        double[] wide = numbers(3 + rows * step);
        double[] wideY = numbers(2 * rows + 2);
        double[] wideExpected = wideY.clone();
        float[] x = narrowed(wide);
        float[] y = narrowed(wideY);
        float[] expected = y.clone();
        for (int r = 0; r < rows; r++) {
          int o = 1 + 2 * r;
          tree.deviations(x, 3 + r * step, n, expected[o], sums);
          expected[o] = (float) sums.sum;
          expected[o + 1] = (float) sums.squares;
          wideTree.deviations(wide, 3 + r * step, n, wideExpected[o], sums);
          wideExpected[o] = sums.sum;
          wideExpected[o + 1] = sums.squares;
        }
        floats.sums(rows, count, x, 3, step, y, 1);
        doubles.sums(rows, count, wide, 3, step, wideY, 1);
        assertThat(y).as("%d rows of %d", rows, n).isEqualTo(expected);
        assertThat(wideY).as("%d rows of %d", rows, n).isEqualTo(wideExpected);
      }
    }
  }

  private double[] numbers(int n) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = 2 + random.nextGaussian() * Math.exp(3 * random.nextGaussian());
    }
    return x;
  }

  private static float[] narrowed(double[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) x[i];
    }
    return y;
  }
}
