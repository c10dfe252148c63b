package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Windows in vectors against windows one by one.
class FloatPairPoolingTest {
  private static final float[] FEW = {
    0f, -0f, 1f, -1f, 1e-45f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 2.5f
  };

  // Few values, so that many are equal.
  private static float[] values(int count) {
    SplittableRandom random = new SplittableRandom(7);
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = FEW[random.nextInt(FEW.length)];
    }
    return x;
  }

  @BeforeAll
  static void wideVectors() {
    assumeThat(GemmKernels.Width.preferred()).isGreaterThanOrEqualTo(512);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 8, 9, 13, 16, 17, 31, 32, 45})
  void theFirstGreatestOfFour(int count) {
    int width = 2 * count + 3;
    float[] x = values(4 * width + 64);
    float[] y = new float[count + 4];
    long[] indices = new long[count + 4];
    Arrays.fill(y, 9f);
    int done = FloatPairPooling.rows(x, 1, width, 2 * width, 1, count, y, indices, 2);
    assertThat(done).isEqualTo(1);
    for (int q = 0; q < count; q++) {
      int best = width + 2 * q;
      for (int place : new int[] {best + 1, best + 2 * width, best + 2 * width + 1}) {
        best = x[1 + place] > x[1 + best] ? place : best;
      }
      assertThat(indices[2 + q]).as("window " + q).isEqualTo(best);
      assertThat(Float.floatToRawIntBits(y[2 + q])).isEqualTo(Float.floatToRawIntBits(x[1 + best]));
    }
    assertThat(new float[] {y[1], y[count + 2]}).containsOnly(9f);
    assertThat(new long[] {indices[1], indices[count + 2]}).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 15, 16, 21})
  void aNanEndsIt(int at) {
    float[] x = values(6 * 22 + 32);
    x[2 * 22 + at] = Float.NaN;
    int done = FloatPairPooling.rows(x, 0, 0, 22, 3, 11, new float[33], new long[33], 0);
    assertThat(done).isLessThan(2);
  }

  @Test
  void vectorsStayInsideTheArray() {
    float[] x = values(6 * 22 + 5);
    int done = FloatPairPooling.rows(x, 0, 0, 22, 3, 11, new float[33], new long[33], 0);
    assertThat(done).isEqualTo(2);
  }

  @Test
  void planesAreTheSameOnceVectorsAreReady() {
    int[] in = {1, 11, 26};
    float[] x = values(3 * 11 * 26);
    x[26 * 13] = Float.NaN;
    PoolWindows[][] windows = {{pairs(1, 1, 0), pairs(5, 2, 0), pairs(13, 2, 0)}};
    float[] y = new float[3 * 5 * 13];
    long[] indices = new long[y.length];
    MaxPooling.run(3, in, windows, x, 0, y, indices);
    for (int i = 0; i < 1000 && !FloatPairPooling.isReady(1 << 20); i++) {
      MaxPooling.run(3, in, windows, x, 0, new float[y.length], new long[y.length]);
    }
    float[] again = new float[y.length];
    long[] indicesAgain = new long[y.length];
    MaxPooling.run(3, in, windows, x, 0, again, indicesAgain);
    assertThat(again).isEqualTo(y);
    assertThat(indicesAgain).isEqualTo(indices);
  }

  private static PoolWindows pairs(int count, int size, int first) {
    int[] start = new int[count];
    int[] end = new int[count];
    for (int q = 0; q < count; q++) {
      start[q] = first + size * q;
      end[q] = start[q] + size;
    }
    return new PoolWindows(start, end, 1);
  }
}
