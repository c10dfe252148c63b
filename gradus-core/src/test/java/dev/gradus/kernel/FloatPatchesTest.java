package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Panels of patches that are packed in vectors against the elements one by one.
class FloatPatchesTest {
  private static final int WIDTH = 48;

  @BeforeAll
  static void wideVectors() {
    assumeThat(GemmKernels.vectorsAllowed()).as("vectors").isTrue();
    assumeThat(GemmKernels.Width.preferred()).as("bits").isGreaterThanOrEqualTo(512);
    FloatTranspose.generate();
  }

  /// `count` places in rows of `run` neighbours each, rows being `pitch` apart.
  private static int[] grid(int count, int run, int pitch) {
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      places[i] = i / run * pitch + i % run;
    }
    return places;
  }

  @ParameterizedTest
  @CsvSource({
    "9,11,48,11,0",
    "9,5,48,5,3",
    "288,13,48,13,0",
    "7,100,48,100,1",
    "1,4,33,4,0",
    "5,24,17,24,2",
    "9,11,1,11,0",
    "3,17,48,17,0"
  })
  void columnsThatArePieces(int depth, int run, int columns, int pitch, int shift) {
    check(grid(depth, 3, 15), grid(columns + 2, run, pitch + 2), columns, shift);
  }

  @ParameterizedTest
  @CsvSource({
    "121,11,48,0",
    "121,11,9,0",
    "16,16,16,1",
    "15,15,48,0",
    "512,26,48,3",
    "37,26,33,0",
    "30,4,1,0"
  })
  void rowsThatArePieces(int depth, int run, int columns, int shift) {
    check(grid(depth, run, run + 2), grid(columns + 2, 3, 13), columns, shift);
  }

  @ParameterizedTest
  @CsvSource({"5,20", "40,3"})
  void noPiecesAtAll(int depth, int columns) {
    assertThat(check(grid(depth, 1, 2), grid(columns + 2, 1, 3), columns, 0)).isFalse();
  }

  @Test
  void piecesAreCopiedInVectors() {
    assertThat(check(grid(9, 3, 15), grid(50, 11, 13), 48, 0)).isTrue();
    assertThat(check(grid(121, 11, 13), grid(50, 3, 13), 48, 0)).isTrue();
  }

  /// Returns whether vectors did it, without which it is done plainly.
  ///
  /// Arrays end where the last element is, so that reading or writing behind it is seen.
  private static boolean check(int[] rows, int[] columns, int count, int shift) {
    int length = shift + rows[rows.length - 1] + columns[count - 1] + 1;
    float[] from = new float[length];
    for (int i = 0; i < length; i++) {
      from[i] = Float.intBitsToFloat(0x7f800000 + i); // infinity and nans are only copied
    }
    Patches b = new Patches(from, shift, rows, 0, columns, 0);
    int start = 5;
    float[] panel = new float[start + rows.length * WIDTH];
    boolean vectors = FloatPatches.packInVectors(b, rows.length, count, WIDTH, panel, start, true);
    if (!vectors) {
      FloatPatches.pack(b, rows.length, count, WIDTH, panel, start);
    }
    for (int p = 0; p < rows.length; p++) {
      for (int q = 0; q < count; q++) {
        assertThat(Float.floatToRawIntBits(panel[start + p * WIDTH + q]))
            .as("row %d column %d", p, q)
            .isEqualTo(Float.floatToRawIntBits(from[b.at(p, q)]));
      }
    }
    for (int i = 0; i < start; i++) {
      assertThat(panel[i]).isZero();
    }
    return vectors;
  }
}
