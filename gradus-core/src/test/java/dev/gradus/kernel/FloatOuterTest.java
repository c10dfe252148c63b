package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatOuterTest {
  @ParameterizedTest
  @CsvSource({"1,1", "3,7", "5,15", "2,16", "4,17", "3,47", "3,48", "2,63", "7,129"})
  void vectorsGiveTheBitsOfPlainLoops(int m, int n) {
    float[] a = new float[3 * m];
    float[] b = new float[n + 5];
    for (int i = 0; i < a.length; i++) {
      a[i] = i % 4 == 0 ? -0f : (float) Math.sin(i);
    }
    for (int j = 0; j < b.length; j++) {
      b[j] = j % 7 == 3 ? Float.POSITIVE_INFINITY : (float) Math.cos(3 * j) * 1e-20f;
    }
    Strided column = new Strided(a, 1, 3, 1);
    Strided row = new Strided(b, 4, n + 1, 1);
    for (boolean add : new boolean[] {false, true}) {
      assertThat(product(m, n, column, row, add, true))
          .isEqualTo(product(m, n, column, row, add, false));
    }
    float[] expected = product(m, n, column, row, false, false);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float term = Math.fma(a[1 + 3 * i], b[4 + j], 0f);
        assertThat(Float.valueOf(expected[2 + i * (n + 3) + j])).isEqualTo(Float.valueOf(term));
      }
    }
  }

  // What lies between the rows stays.
  private static float[] product(
      int m, int n, Strided a, Strided b, boolean add, boolean inVectors) {
    float[] c = (float[]) new GemmOracle(DType.FLOAT32).allocate(2 + m * (n + 3));
    Arrays.fill(c, 5f);
    FloatOuter.multiply(m, n, a, b, new Strided(c, 2, n + 3, 1), add, inVectors);
    return c;
  }
}
