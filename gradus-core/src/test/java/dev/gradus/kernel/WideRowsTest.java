package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows added to rows in vectors and on threads have the bits of the sum of each element, one after
/// the other.
@ResourceLock("threads")
class WideRowsTest {
  private static final int ROWS = 7;
  private static final int SOURCES = 20;
  private static final int ADDITIONS = 1100;

  private final int before = Parallel.threads();
  private final Random random = new Random(5);

  @AfterEach
  void restoreThreads() {
    Parallel.setThreads(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 512})
  void inVectors(int bits) {
    LaneLoops floats = LaneGenerator.generate(LaneOp.SUM, false, bits);
    LaneLoops doubles = LaneGenerator.generate(LaneOp.SUM, true, bits);
    for (int n : new int[] {32, 33, 47, 64, 129}) {
      check(n, 12, floats, doubles);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void onThreads(int threads) {
    Parallel.setThreads(threads);
    for (int n : new int[] {90, 130, 257}) {
      check(n, ADDITIONS, FloatLanes.of(LaneOp.SUM), DoubleLanes.of(LaneOp.SUM));
    }
  }

  private void check(int n, int additions, LaneLoops floats, LaneLoops doubles) {
    double[] wide = numbers(3 + SOURCES * n);
    float[] x = narrowed(wide);
    double[] wideC = numbers(40);
    float[] c = narrowed(wideC);
    int[] at = random.ints(additions, 0, c.length).toArray();
    int[] from = random.ints(additions, 0, SOURCES).map(r -> 3 + r * n).toArray();
    int[] to = random.ints(additions, 0, ROWS).map(r -> r * n).toArray();
    float[] y = filled(ROWS * n);
    float[] scaled = filled(ROWS * n);
    new WideRows(floats, x, from, y, to, n, true, ROWS).add();
    new WideRows(floats, x, from, scaled, to, n, true, ROWS).add(c, at);
    assertThat(y).isEqualTo(plain(x, from, to, n, null, at));
    assertThat(scaled).isEqualTo(plain(x, from, to, n, c, at));
    double[] wideY = new double[ROWS * n];
    double[] wideScaled = new double[ROWS * n];
    new WideRows(doubles, wide, from, wideY, to, n, true, ROWS).add();
    new WideRows(doubles, wide, from, wideScaled, to, n, true, ROWS).add(wideC, at);
    assertThat(wideY).isEqualTo(plain(wide, from, to, n, null, at));
    assertThat(wideScaled).isEqualTo(plain(wide, from, to, n, wideC, at));
  }

  /// Windows of a vector that overlap in part, which threads must not share.
  @Test
  void windowsThatOverlap() {
    Parallel.setThreads(4);
    int n = 100;
    float[] x = narrowed(numbers(ADDITIONS * n));
    int[] starts = random.ints(ADDITIONS, 0, 3 * n).toArray();
    float[] y = new float[4 * n];
    ScatterAdd.add(DType.FLOAT32, x, 0, x.length, starts, n, 1, 1, 1, y);
    int[] sources = IntStream.range(0, ADDITIONS).map(k -> k * n).toArray();
    assertThat(y).isEqualTo(Arrays.copyOf(plain(x, sources, starts, n, null, starts), 4 * n));
  }

  private static float[] plain(
      float[] x, int[] sources, int[] targets, int n, float @Nullable [] c, int[] at) {
    float[] y = new float[ROWS * n];
    for (int k = 0; k < sources.length; k++) {
      for (int j = 0; j < n; j++) {
        float term = x[sources[k] + j];
        y[targets[k] + j] += c == null ? term : c[at[k]] * term;
      }
    }
    return y;
  }

  private static double[] plain(
      double[] x, int[] sources, int[] targets, int n, double @Nullable [] c, int[] at) {
    double[] y = new double[ROWS * n];
    for (int k = 0; k < sources.length; k++) {
      for (int j = 0; j < n; j++) {
        double term = x[sources[k] + j];
        y[targets[k] + j] += c == null ? term : c[at[k]] * term;
      }
    }
    return y;
  }

  /// Of what is there before nothing is left.
  private static float[] filled(int n) {
    float[] y = new float[n];
    Arrays.fill(y, Float.NaN);
    return y;
  }

  private double[] numbers(int n) {
    double[] x = new double[n];
    Arrays.setAll(x, _ -> random.nextGaussian() * Math.exp(3 * random.nextGaussian()));
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
