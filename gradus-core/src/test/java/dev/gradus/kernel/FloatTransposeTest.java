package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rows turned in vectors against rows turned one by one.
class FloatTransposeTest {
  private static float[] numbers(int length) {
    float[] from = new float[length];
    for (int i = 0; i < from.length; i++) {
      from[i] = Float.intBitsToFloat(0x7f800000 + i); // infinity and nans are only copied
    }
    return from;
  }

  private static float[] terms(int length) {
    float[] terms = new float[length];
    for (int i = 0; i < length; i++) {
      terms[i] = (float) Math.sin(1 + i);
    }
    return terms;
  }

  private static int[] bits(float[] x) {
    int[] bits = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      bits[i] = Float.floatToRawIntBits(x[i]);
    }
    return bits;
  }

  @BeforeAll
  static void kernels() {
    assumeThat(GemmKernels.Width.preferred()).isGreaterThanOrEqualTo(512);
    FloatTranspose.generate();
  }

  @ParameterizedTest
  @CsvSource({"0,16,0", "16,16,0", "32,37,3", "64,64,5"})
  void rowsOfEight(int depth, int row, int shift) {
    float[] from = numbers(shift + 7 * row + depth);
    float[] wanted = new float[shift + depth * 8];
    float[] got = wanted.clone();
    for (int p = 0; p < depth; p++) {
      for (int r = 0; r < 8; r++) {
        wanted[shift + p * 8 + r] = from[shift + r * row + p];
      }
    }
    FloatTranspose.eight(from, shift, row, depth, got, shift);
    assertThat(bits(got)).isEqualTo(bits(wanted));
  }

  @ParameterizedTest
  @CsvSource({"0,16,16,0", "16,16,16,0", "32,37,48,3", "64,64,17,5"})
  void rowsOfSixteen(int depth, int row, int step, int shift) {
    float[] from = numbers(shift + 15 * row + depth);
    float[] wanted = new float[shift + depth * step + 16];
    float[] got = wanted.clone();
    for (int p = 0; p < depth; p++) {
      for (int r = 0; r < 16; r++) {
        wanted[shift + p * step + r] = from[shift + r * row + p];
      }
    }
    FloatTranspose.sixteen(from, shift, row, depth, got, shift, step);
    assertThat(bits(got)).isEqualTo(bits(wanted));
  }

  @ParameterizedTest
  @CsvSource({"1,16,2,0", "2,16,2,0", "7,43,5,3", "8,64,8,1", "5,8,1,0"})
  void turnedPanels(int depth, int column, int panels, int shift) {
    float[] from = numbers(shift + (depth - 1) * column + 8 * panels);
    float[] wanted = new float[shift + depth * 8 * panels];
    float[] got = wanted.clone();
    for (int k = 0; k < panels; k++) {
      for (int p = 0; p < depth; p++) {
        for (int r = 0; r < 8; r++) {
          wanted[shift + 8 * (depth * k + p) + r] = from[shift + p * column + 8 * k + r];
        }
      }
    }
    FloatTranspose.panels(from, shift, column, depth, panels, got, shift);
    assertThat(bits(got)).isEqualTo(bits(wanted));
  }

  @ParameterizedTest
  @CsvSource({"1,48,1,0", "3,101,2,5", "5,480,4,1", "2,300,6,0", "0,48,1,0"})
  void widePanels(int depth, int row, int panels, int shift) {
    float[] from = numbers(shift + depth * row + 48 * panels);
    float[] wanted = new float[shift + depth * 48 * panels];
    float[] got = wanted.clone();
    for (int k = 0; k < panels; k++) {
      for (int p = 0; p < depth; p++) {
        for (int q = 0; q < 48; q++) {
          wanted[shift + 48 * (depth * k + p) + q] = from[shift + p * row + 48 * k + q];
        }
      }
    }
    FloatTranspose.widePanels(from, shift, row, depth, panels, got, shift);
    assertThat(bits(got)).isEqualTo(bits(wanted));
  }

  @ParameterizedTest
  @CsvSource({"16,16,0", "48,53,3", "512,512,1", "0,16,2"})
  void chainsOfSixteenRows(int depth, int row, int shift) {
    float[] a = terms(shift + depth);
    float[] b = terms(shift + 15 * row + depth);
    float[] wanted = new float[shift + 16];
    float[] got = wanted.clone();
    for (int r = 0; r < 16; r++) {
      for (int p = 0; p < depth; p++) {
        float v = b[shift + r * row + p];
        wanted[shift + r] = Math.fma(a[shift + p], v, wanted[shift + r]);
      }
    }
    FloatTranspose.dots(depth, a, shift, b, shift, row, got, shift);
    assertThat(bits(got)).isEqualTo(bits(wanted));
  }

  @ParameterizedTest
  @CsvSource({"784,16", "37,50", "600,33", "1100,31", "15,64"})
  void aRowTimesAMatrixIsTheSameAsAmongOtherRows(int depth, int columns) {
    float[] a = terms(3 * depth);
    Strided y = new Strided(terms(columns * depth), 0, 1, depth);
    float[] all = new float[3 * columns];
    Strided c = new Strided(all, 0, columns, 1);
    RealGemm.run(GemmLoops.FLOAT, 3, columns, depth, new Strided(a, 0, depth, 1), y, c, false);
    float[] one = new float[columns];
    Strided to = new Strided(one, 0, columns, 1);
    for (int i = 0; i < 1000 && !FloatTranspose.isReady(1 << 22); i++) {
      GemmLoops.FLOAT.direct(1, columns, depth, new Strided(a, 0, depth, 1), y, to, false);
    }
    for (int i = 0; i < 3; i++) {
      Strided row = new Strided(a, i * depth, depth, 1);
      RealGemm.run(GemmLoops.FLOAT, 1, columns, depth, row, y, to, false);
      assertThat(bits(one))
          .isEqualTo(bits(Arrays.copyOfRange(all, i * columns, (i + 1) * columns)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "8,8,8",
    "96,13,48",
    "64,50,50",
    "33,31,16",
    "24,5,9",
    "72,51,75",
    "17,530,20",
    "40,9,331"
  })
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
