package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows whose mean is guessed first, and the vectors that write them.
class RowNormTest {
  private final Random random = new Random(7);

  private float[] numbers(int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) (5 + random.nextGaussian());
    }
    return x;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 16, 31, 32, 33, 64, 100, 1024, 1031})
  void vectorsHaveTheBitsOfPlainLoops(int n) {
    for (int m : new int[] {1, 2, 3, 4}) {
      float[] x = numbers(m * n + 3);
      float[] first = numbers(m);
      float[] shift = numbers(m);
      float[] scale = numbers(m);
      float[] w = numbers(n);
      float[] b = numbers(n);
      float[] expected = new float[m * n + 1];
      for (int i = 0; i < m * n; i++) {
        int r = i / n;
        float h = (x[3 + i] - first[r] - shift[r]) * scale[r];
        expected[1 + i] = h * w[i % n] + b[i % n];
      }
      float[] y = new float[m * n + 1];
      FloatRowFinish.rows(x, 3, y, 1, n, m, first, shift, scale, w, b);
      assertThat(y).as("%d rows of %d", m, n).isEqualTo(expected);
    }
  }

  /// The largest distance from what double gives.
  private static double off(float[] x, int n) {
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      mean += (double) x[i] / n;
    }
    for (int i = 0; i < n; i++) {
      squares += (x[i] - mean) * (x[i] - mean) / n;
    }
    double scale = 1 / Math.sqrt(squares + 1e-5);
    float[] y = new float[n];
    float[] found = new float[2];
    RowNorm norm = new RowNorm(DType.FLOAT32, 1, n, true);
    norm.forward(x, 0, null, null, 1e-5, y, found, new float[1]);
    double off = 0;
    for (int i = 0; i < n; i++) {
      double expected = (x[i] - mean) * scale;
      off = Math.max(off, Math.abs(y[i] - expected) / Math.max(1, Math.abs(expected)));
    }
    return off;
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 1031})
  void aGuessThatIsFarOffCostsNoDigits(int n) {
    Distances.force();
    for (double offset : new double[] {0, 10, 4096}) {
      float[] even = new float[n];
      float[] ramp = new float[n];
      float[] spikes = new float[n];
      float[] alike = new float[n];
      for (int i = 0; i < n; i++) {
        even[i] = (float) (offset + random.nextGaussian());
        ramp[i] = (float) (offset + i * 0.125);
        // Every element that is looked at first is far from the others.
        spikes[i] = (float) (offset + (i * 8 % n < 8 ? 1e5 : random.nextGaussian()));
        alike[i] = (float) offset;
      }
      for (float[] x : new float[][] {even, ramp, spikes, alike}) {
        assertThat(off(x, n)).isLessThan(4e-7);
      }
    }
  }

  @Test
  void rowsThatAreNotFiniteAreNan() {
    for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      for (int at : new int[] {0, 3}) {
        float[] x = numbers(100);
        x[at] = odd;
        float[] y = new float[100];
        new RowNorm(DType.FLOAT32, 1, 100, true)
            .forward(x, 0, null, null, 1e-5, y, new float[1], new float[1]);
        assertThat(y).containsOnly(Float.NaN);
      }
    }
  }
}
