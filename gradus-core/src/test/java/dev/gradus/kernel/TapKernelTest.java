package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The vector loops of direct convolutions have the bits of the plain ones, and copy rows as they
/// are.
class TapKernelTest {
  private static final int[] COUNTS = {1, 15, 16, 17, 63, 64, 65, 130};
  private static final int[] TAPS = {3, 0, 1, 9, 9, 20, 2, 31, 32, 5, 7, 40};

  private final Random random = new Random(9);

  private Object numbers(boolean wide, int count) {
    double[] all = new double[count];
    Arrays.setAll(all, _ -> random.nextGaussian() * Math.exp(3 * random.nextGaussian()));
    if (wide) {
      return all;
    }
    float[] narrow = new float[count];
    for (int i = 0; i < count; i++) {
      narrow[i] = (float) all[i];
    }
    return narrow;
  }

  private static Object copy(Object array) {
    return array instanceof float[] a ? a.clone() : ((double[]) array).clone();
  }

  private static double[] part(Object array, int from, int count) {
    double[] part = new double[count];
    for (int i = 0; i < count; i++) {
      part[i] = array instanceof float[] a ? a[from + i] : ((double[]) array)[from + i];
    }
    return part;
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void oneRowHasTheBitsOfPlainLoops(int bits) {
    for (boolean wide : new boolean[] {false, true}) {
      Object a = numbers(wide, TAPS.length + 1);
      Object x = numbers(wide, 40 + 130 + TapLoops.SLACK);
      for (int depth = 1; depth <= 9; depth++) {
        for (int first : new int[] {0, 3}) {
          TapKernel kernel = TapRowGenerator.generate(wide, bits, depth, first == 0);
          for (int count : COUNTS) {
            Object y = numbers(wide, count + TapLoops.SLACK);
            Object expected = copy(y);
            kernel.run(count, first, a, 1, TAPS, x, y, 0);
            plain(wide).sums(count, 1, first, first + depth, a, 1, TAPS, x, expected, 0);
            assertThat(part(y, 0, count)).isEqualTo(part(expected, 0, count));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void severalRowsHaveTheBitsOfPlainLoops(int bits) {
    for (boolean wide : new boolean[] {false, true}) {
      Object x = numbers(wide, 40 + 130 + TapLoops.SLACK);
      for (int rows : new int[] {2, 4}) {
        Object a = numbers(wide, rows * TAPS.length + 1);
        TapKernel kernel = TapGenerator.generate(wide, bits, rows, 4);
        for (int count : COUNTS) {
          int row = count + TapLoops.SLACK;
          Object y = numbers(wide, rows * row);
          Object expected = copy(y);
          kernel.run(count, TAPS.length, a, 1, TAPS, x, y, row);
          plain(wide).sums(count, rows, 0, TAPS.length, a, 1, TAPS, x, expected, row);
          for (int r = 0; r < rows; r++) {
            assertThat(part(y, r * row, count)).isEqualTo(part(expected, r * row, count));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void sumsOverPlacesHaveTheBitsOfPlainLoops(int bits) {
    int[] extent = {2, 3, 13};
    int pitch = 15;
    int slice = 64;
    int count = slice + 2 * pitch + 13;
    for (boolean wide : new boolean[] {false, true}) {
      Object g = wide ? new double[count + TapLoops.SLACK] : new float[count + TapLoops.SLACK];
      for (int r = 0; r < 6; r++) {
        System.arraycopy(numbers(wide, 13), 0, g, r / 3 * slice + r % 3 * pitch, 13);
      }
      Object x = numbers(wide, 40 + count + TapLoops.SLACK);
      Object acc = numbers(wide, 5 + TAPS.length * TapLoops.LANES);
      Object expected = copy(acc);
      TapKernel kernel = TapDotsGenerator.generate(wide, bits);
      for (int t = 0; t < TAPS.length; t += TapLoops.TOGETHER) {
        kernel.run(count, t, g, 0, TAPS, x, acc, 5 + t * TapLoops.LANES);
        plain(wide).dots(extent, pitch, slice, TAPS, t, g, x, expected, 5);
      }
      assertThat(acc).isEqualTo(expected);
    }
  }

  private static TapLoops plain(boolean wide) {
    return wide ? new DoubleTaps() : new FloatTaps();
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void rowsAreCopiedAndFollowedByZeros(int bits) {
    for (boolean wide : new boolean[] {false, true}) {
      for (RowGenerator.Kind kind : RowGenerator.Kind.values()) {
        RowKernel kernel = RowGenerator.generate(wide, bits, kind);
        int step = kind == RowGenerator.Kind.HALF ? 2 : 1;
        for (int width : new int[] {1, 3, 7, 16, 17, 33}) {
          Object x = numbers(wide, 3 + 3 * 70 + 2 * TapLoops.SLACK);
          Object y = numbers(wide, 2 + 3 * (width + 2) + TapLoops.SLACK);
          kernel.run(3, width, x, 3, 70, y, 2, width + 2, even(wide));
          for (int r = 0; r < 3; r++) {
            for (int i = 0; i < width; i++) {
              assertThat(part(y, 2 + r * (width + 2) + i, 1))
                  .isEqualTo(part(x, 3 + r * 70 + i * step, 1));
            }
            if (kind != RowGenerator.Kind.COPY) {
              assertThat(part(y, 2 + r * (width + 2) + width, 2)).containsOnly(0);
            }
          }
        }
      }
    }
  }

  private static Object even(boolean wide) {
    double[] doubles = new double[16];
    float[] floats = new float[16];
    for (int i = 0; i < 16; i++) {
      doubles[i] = 2 * i;
      floats[i] = 2 * i;
    }
    return wide ? doubles : floats;
  }
}
