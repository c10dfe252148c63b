package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rows turned in vectors against rows turned one by one.
class FloatTransposeTest {
  @ParameterizedTest
  @CsvSource({"0,8,8,0", "8,8,8,0", "16,23,8,3", "64,64,48,5", "40,41,17,1"})
  void rowsOfEight(int depth, int row, int step, int shift) {
    float[] from = new float[shift + 7 * row + depth];
    for (int i = 0; i < from.length; i++) {
      from[i] = Float.intBitsToFloat(0x7f800000 + i); // infinity and nans are only copied
    }
    int length = shift + depth * step + 8;
    int[] wanted = new int[length];
    for (int p = 0; p < depth; p++) {
      for (int r = 0; r < 8; r++) {
        wanted[shift + p * step + r] = Float.floatToRawIntBits(from[shift + r * row + p]);
      }
    }
    float[] to = new float[length];
    FloatTranspose.eight(from, shift, row, depth, to, shift, step);
    int[] got = new int[length];
    for (int i = 0; i < length; i++) {
      got[i] = Float.floatToRawIntBits(to[i]);
    }
    assertThat(got).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({"8,8,8", "96,13,48", "64,50,50", "33,31,16", "24,5,9"})
  void packedFactorsAreTheSameOnceVectorsAreReady(int rows, int depth, int columns) {
    float[] a = new float[rows * depth];
    float[] b = new float[columns * depth];
    for (int i = 0; i < a.length; i++) {
      a[i] = (i % 101 - 50) / 16f;
    }
    for (int i = 0; i < b.length; i++) {
      b[i] = (i % 97 - 48) / 8f;
    }
    float[] first = product(a, b, rows, depth, columns);
    for (int i = 0; i < 1000 && !FloatTranspose.isReady(1 << 22); i++) {
      product(a, b, rows, depth, columns);
    }
    assertThat(product(a, b, rows, depth, columns)).isEqualTo(first);
  }

  private static float[] product(float[] a, float[] b, int rows, int depth, int columns) {
    float[] c = new float[rows * columns];
    float[] turned = new float[rows * columns];
    Strided x = new Strided(a, 0, depth, 1);
    Strided y = new Strided(b, 0, 1, depth);
    RealGemm.run(GemmLoops.FLOAT, rows, columns, depth, x, y, new Strided(c, 0, columns, 1), false);
    // The same numbers in memory by columns.
    float[] byColumns = new float[rows * depth];
    for (int i = 0; i < rows; i++) {
      for (int p = 0; p < depth; p++) {
        byColumns[p * rows + i] = a[i * depth + p];
      }
    }
    Strided z = new Strided(byColumns, 0, 1, rows);
    RealGemm.run(
        GemmLoops.FLOAT, rows, columns, depth, z, y, new Strided(turned, 0, columns, 1), false);
    assertThat(turned).isEqualTo(c);
    return c;
  }
}
