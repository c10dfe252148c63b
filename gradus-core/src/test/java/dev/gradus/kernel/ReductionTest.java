package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.dtype.DType;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReductionTest {
  private static final long[] NONE = {};

  /// Reductions of a matrix of `n` elements in each of `m` results, laid out in several ways: all
  /// must have the bits of the tree as it is defined.
  private static final int[] LENGTHS = {1, 2, 3, 15, 31, 32, 33, 47, 64, 65, 100, 193, 4096, 9000};

  private enum Layout {
    ROWS,
    COLUMNS,
    GAPS,
    SPLIT_ROWS,
    SPLIT_COLUMNS
  }

  /// The definition: Note [The tree of a sum].
  private static float tree(LaneOp op, float[] x) {
    if (op == LaneOp.SUM && x.length < 16) {
      return inChains(x);
    }
    float[] parts = new float[Math.max(1, (x.length + Reduction.BLOCK - 1) / Reduction.BLOCK)];
    for (int b = 0; b < parts.length; b++) {
      float[] lanes = new float[32];
      Arrays.fill(lanes, (float) op.identity());
      for (int i = b * Reduction.BLOCK; i < Math.min(x.length, (b + 1) * Reduction.BLOCK); i++) {
        lanes[i % 32] = op.apply(lanes[i % 32], x[i]);
      }
      for (int half = 16; half > 0; half /= 2) {
        for (int i = 0; i < half; i++) {
          lanes[i] = op.apply(lanes[i], lanes[i + half]);
        }
      }
      parts[b] = lanes[0];
    }
    while (parts.length > 1) {
      float[] next = new float[(parts.length + 1) / 2];
      for (int i = 0; i < next.length; i++) {
        next[i] =
            2 * i + 1 < parts.length ? op.apply(parts[2 * i], parts[2 * i + 1]) : parts[2 * i];
      }
      parts = next;
    }
    return parts[0];
  }

  private static float inChains(float[] x) {
    float[] chains = new float[4];
    int whole = x.length / 4 * 4;
    for (int i = 0; i < x.length; i++) {
      chains[i < whole ? i % 4 : 0] += x[i];
    }
    if (whole == 0) {
      float sum = 0f;
      for (float each : x) {
        sum += each;
      }
      return sum;
    }
    return ((chains[0] + chains[1]) + chains[2]) + chains[3];
  }

  private static float[] row(int seed, int n) {
    Random r = new Random(seed);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (r.nextFloat() - 0.4f) * (float) Math.exp(2 * r.nextGaussian());
    }
    return x;
  }

  private static void reduce(LaneOp op, DType type, Layout layout, float[][] rows, float[] result) {
    int m = rows.length;
    int n = rows[0].length;
    int inner = n % 4 == 0 ? 4 : 1;
    float[] x = new float[2 * m * n + 3];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        x[index(layout, i, j, m, n, inner)] = rows[i][j];
      }
    }
    long[] kept = {m};
    switch (layout) {
      case ROWS -> run(op, type, kept, new long[] {n}, new long[] {n}, new long[] {1}, x, result);
      case COLUMNS ->
          run(op, type, kept, new long[] {1}, new long[] {n}, new long[] {m}, x, result);
      case GAPS ->
          run(op, type, kept, new long[] {2L * n}, new long[] {n}, new long[] {2}, x, result);
      case SPLIT_ROWS ->
          run(
              op,
              type,
              kept,
              new long[] {inner},
              new long[] {n / inner, inner},
              new long[] {(long) m * inner, 1},
              x,
              result);
      case SPLIT_COLUMNS ->
          run(
              op,
              type,
              kept,
              new long[] {1},
              new long[] {n / inner, inner},
              new long[] {m, (long) m * (n / inner)},
              x,
              result);
    }
  }

  private static int index(Layout layout, int i, int j, int m, int n, int inner) {
    return 3
        + switch (layout) {
          case ROWS -> i * n + j;
          case COLUMNS -> j * m + i;
          case GAPS -> 2 * (i * n + j);
          case SPLIT_ROWS -> j / inner * m * inner + i * inner + j % inner;
          case SPLIT_COLUMNS -> j % inner * (n / inner) * m + j / inner * m + i;
        };
  }

  private static void run(
      LaneOp op,
      DType type,
      long[] kept,
      long[] keptStrides,
      long[] reduced,
      long[] reducedStrides,
      float[] x,
      float[] y) {
    assertThat(type).isEqualTo(DType.FLOAT32);
    switch (op) {
      case SUM -> Reduction.sum(type, type, kept, keptStrides, reduced, reducedStrides, x, 3, y, 1);
      case PROD ->
          Reduction.prod(type, type, kept, keptStrides, reduced, reducedStrides, x, 3, y, 1);
      case MAX -> Reduction.max(type, kept, keptStrides, reduced, reducedStrides, x, 3, y, 1);
      case MIN -> Reduction.min(type, kept, keptStrides, reduced, reducedStrides, x, 3, y, 1);
      case MAX_SIZE ->
          Reduction.maxSize(type, kept, keptStrides, reduced, reducedStrides, x, 3, y, 1);
    }
  }

  private static void checkLayouts() {
    for (LaneOp op : LaneOp.values()) {
      for (int n : LENGTHS) {
        for (int m : new int[] {1, 3, 17, 130}) {
          if ((long) m * n > 40_000 && op != LaneOp.SUM) {
            continue;
          }
          checkLayouts(op, m, n);
        }
      }
    }
  }

  private static void checkLayouts(LaneOp op, int m, int n) {
    float[][] rows = new float[m][];
    float[] expected = new float[m + 1];
    for (int i = 0; i < m; i++) {
      rows[i] = row(31 * i + n, n);
      expected[i + 1] = tree(op, rows[i]);
    }
    for (Layout layout : Layout.values()) {
      float[] y = new float[m + 1];
      reduce(op, DType.FLOAT32, layout, rows, y);
      assertThat(y).as("%s %s %d×%d", op, layout, m, n).isEqualTo(expected);
    }
  }

  @Test
  void extremesOfPatternsSeeNanOfBothSignsAndTellZerosApart() {
    Reduction.warmUp();
    float minus = Float.intBitsToFloat(0xffc0_0000);
    float[][] rows = {{minus}, {-0f}, {0f}, {Float.NEGATIVE_INFINITY}, {3}};
    for (float[] special : rows) {
      float[] x = new float[64];
      java.util.Arrays.fill(x, special[0] == 0 ? -0f : -1);
      x[37] = special[0];
      float largest = -1;
      float least = -1;
      for (int i = 0; i < x.length; i++) {
        largest = i == 0 ? x[0] : Math.max(largest, x[i]);
        least = i == 0 ? x[0] : Math.min(least, x[i]);
      }
      float[] y = new float[2];
      long[] none = {};
      Reduction.max(DType.FLOAT32, none, none, new long[] {64}, new long[] {1}, x, 0, y, 0);
      Reduction.min(DType.FLOAT32, none, none, new long[] {64}, new long[] {1}, x, 0, y, 1);
      float[] size = new float[1];
      Reduction.maxSize(DType.FLOAT32, none, none, new long[] {64}, new long[] {1}, x, 0, size, 0);
      assertThat(Float.floatToIntBits(size[0]))
          .isEqualTo(Float.floatToIntBits(Math.max(-least, largest)));
      assertThat(Float.floatToIntBits(y[0])).isEqualTo(Float.floatToIntBits(largest));
      assertThat(Float.floatToIntBits(y[1])).isEqualTo(Float.floatToIntBits(least));
    }
  }

  @Test
  void everyLayoutHasTheBitsOfTheTree() {
    checkLayouts();
    Reduction.warmUp();
    checkLayouts();
  }

  @ParameterizedTest
  @EnumSource(LaneOp.class)
  void vectorAndPlainLoopsAgree(LaneOp op) {
    float[] x = row(7, 700);
    double[] wide = new double[x.length];
    Arrays.setAll(wide, i -> x[i] * 1.1);
    LaneLoops[] floats = {
      new FloatLanes(op),
      LaneGenerator.generate(op, false, 128),
      LaneGenerator.generate(op, false, 256),
      LaneGenerator.generate(op, false, 512)
    };
    LaneLoops[] doubles = {
      new DoubleLanes(op),
      LaneGenerator.generate(op, true, 128),
      LaneGenerator.generate(op, true, 256),
      LaneGenerator.generate(op, true, 512)
    };
    for (int k = 1; k < floats.length; k++) {
      for (int width : new int[] {1, 5, 16, 33, 47}) {
        float[] expected = new float[200];
        float[] actual = new float[200];
        floats[0].lanes(5, x, 3, expected, 2);
        floats[k].lanes(5, x, 3, actual, 2);
        floats[0].rows(3, width, x, 5, width + 1, expected, 40, width);
        floats[k].rows(3, width, x, 5, width + 1, actual, 40, width);
        assertThat(actual).isEqualTo(expected);
        double[] wideExpected = new double[200];
        double[] wideActual = new double[200];
        doubles[0].lanes(5, wide, 3, wideExpected, 2);
        doubles[k].lanes(5, wide, 3, wideActual, 2);
        doubles[0].rows(3, width, wide, 5, width + 1, wideExpected, 40, width);
        doubles[k].rows(3, width, wide, 5, width + 1, wideActual, 40, width);
        assertThat(wideActual).isEqualTo(wideExpected);
      }
    }
  }

  @Test
  void aMillionFloatsAreSummedAccurately() {
    Random r = new Random(3);
    float[] x = new float[1_000_000];
    double exact = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = r.nextFloat();
      exact += x[i];
    }
    float[] y = new float[1];
    Reduction.sum(
        DType.FLOAT32,
        DType.FLOAT32,
        NONE,
        NONE,
        new long[] {x.length},
        new long[] {1},
        x,
        0,
        y,
        0);
    assertThat(Math.abs(y[0] - exact) / exact).isLessThan(1.2e-7);
  }

  @Test
  void aSingleLargeSumIsSharedWithoutChangingItsBits() {
    float[] x = row(5, 400_001);
    float[] y = new float[1];
    long[] size = {x.length};
    Reduction.sum(DType.FLOAT32, DType.FLOAT32, NONE, NONE, size, new long[] {1}, x, 0, y, 0);
    assertThat(y[0]).isEqualTo(tree(LaneOp.SUM, x));
  }

  @Test
  void nanWinsWhereverItIs() {
    for (int n : new int[] {1, 20, 33, 5000}) {
      for (int at : new int[] {0, n / 2, n - 1}) {
        float[] x = row(n, n);
        x[at] = Float.NaN;
        float[] y = new float[1];
        long[] index = new long[1];
        long[] size = {n};
        long[] one = {1};
        Reduction.max(DType.FLOAT32, NONE, NONE, size, one, x, 0, y, 0);
        assertThat(y[0]).isNaN();
        Reduction.min(DType.FLOAT32, NONE, NONE, size, one, x, 0, y, 0);
        assertThat(y[0]).isNaN();
        Reduction.argmax(DType.FLOAT32, NONE, NONE, size, one, x, 0, index, 0);
        assertThat(index[0]).isEqualTo(at);
        Reduction.argmin(DType.FLOAT32, NONE, NONE, size, one, x, 0, index, 0);
        assertThat(index[0]).isEqualTo(at);
      }
    }
  }

  @Test
  void firstOfEqualsAndFirstNan() {
    float[] x = {2, 7, 7, -1, -1, 3, Float.NaN, 9, Float.NaN, 0, 0, 0};
    long[] argmax = new long[2];
    long[] argmin = new long[2];
    long[] kept = {2};
    long[] reduced = {6};
    // Two rows of six, then the same values as two columns.
    Reduction.argmax(DType.FLOAT32, kept, reduced, reduced, new long[] {1}, x, 0, argmax, 0);
    Reduction.argmin(DType.FLOAT32, kept, reduced, reduced, new long[] {1}, x, 0, argmin, 0);
    assertThat(argmax).containsExactly(1, 0);
    assertThat(argmin).containsExactly(3, 0);
    float[] columns = new float[12];
    for (int i = 0; i < 12; i++) {
      columns[i % 6 * 2 + i / 6] = x[i];
    }
    float[] values = new float[2];
    Reduction.maxWithIndices(
        DType.FLOAT32, kept, new long[] {1}, reduced, kept, columns, 0, values, argmax, 0);
    assertThat(argmax).containsExactly(1, 0);
    assertThat(values).containsExactly(7, Float.NaN);
    Reduction.minWithIndices(
        DType.FLOAT32, kept, new long[] {1}, reduced, kept, columns, 0, values, argmin, 0);
    assertThat(argmin).containsExactly(3, 0);
    assertThat(values).containsExactly(-1, Float.NaN);
  }

  @Test
  void integersSumToInt64AndWrap() {
    byte[] bytes = {(byte) 200, (byte) 100, 1};
    long[] y = new long[1];
    long[] three = {3};
    long[] one = {1};
    Reduction.sum(DType.UINT8, DType.INT64, NONE, NONE, three, one, bytes, 0, y, 0);
    assertThat(y[0]).isEqualTo(301);
    Reduction.sum(DType.INT8, DType.INT64, NONE, NONE, three, one, bytes, 0, y, 0);
    assertThat(y[0]).isEqualTo(-56 + 100 + 1);
    long[] longs = {Long.MAX_VALUE, 1, 5};
    Reduction.sum(DType.INT64, DType.INT64, NONE, NONE, three, one, longs, 0, y, 0);
    assertThat(y[0]).isEqualTo(Long.MIN_VALUE + 5);
    Reduction.prod(DType.INT64, DType.INT64, NONE, NONE, three, one, longs, 0, y, 0);
    assertThat(y[0]).isEqualTo(longs[0] * 5);
    long[] large = {(1L << 60) + 1, (1L << 60) + 2, 0};
    long[] index = new long[1];
    Reduction.argmax(DType.INT64, NONE, NONE, three, one, large, 0, index, 0);
    assertThat(index[0]).isEqualTo(1);
  }

  @Test
  void integerColumns() {
    int[] x = {1, 2, 3, 4, 5, 6};
    long[] y = new long[3];
    long[] two = {2};
    long[] three = {3};
    long[] one = {1};
    Reduction.sum(DType.INT32, DType.INT64, three, one, two, three, x, 0, y, 0);
    assertThat(y).containsExactly(5, 7, 9);
    int[] max = new int[2];
    Reduction.max(DType.INT32, two, three, three, one, x, 0, max, 0);
    assertThat(max).containsExactly(3, 6);
  }

  @Test
  void halvesAreSummedInFloatAndRoundedOnce() {
    short[] x = new short[3000];
    Arrays.fill(x, Halves.narrow(DType.FLOAT16, 1f));
    short[] y = new short[1];
    float[] wide = new float[1];
    long[] size = {3000};
    long[] one = {1};
    Reduction.sum(DType.FLOAT16, DType.FLOAT16, NONE, NONE, size, one, x, 0, y, 0);
    assertThat(Halves.widen(DType.FLOAT16, y[0])).isEqualTo(3000f);
    Reduction.sum(DType.FLOAT16, DType.FLOAT32, NONE, NONE, size, one, x, 0, wide, 0);
    assertThat(wide[0]).isEqualTo(3000f);
    short[] columns = new short[2];
    Reduction.sum(
        DType.FLOAT16,
        DType.FLOAT16,
        new long[] {2},
        one,
        new long[] {1500},
        new long[] {2},
        x,
        0,
        columns,
        0);
    assertThat(Halves.widen(DType.FLOAT16, columns[1])).isEqualTo(1500f);
  }

  @Test
  void complexSumsAndProducts() {
    float[] x = {1, 2, 3, 4, 5, -6};
    float[] y = new float[2];
    long[] three = {3};
    long[] one = {1};
    Reduction.sum(DType.COMPLEX64, DType.COMPLEX64, NONE, NONE, three, one, x, 0, y, 0);
    assertThat(y).containsExactly(9, 0);
    Reduction.prod(DType.COMPLEX64, DType.COMPLEX64, NONE, NONE, three, one, x, 0, y, 0);
    // (1+2i)(3+4i) = −5+10i; times (5−6i) = 35+80i
    assertThat(y).containsExactly(35, 80);
    byte[] truth = new byte[1];
    Reduction.all(DType.COMPLEX64, NONE, NONE, three, one, x, 0, truth, 0);
    assertThat(truth[0]).isEqualTo((byte) 1);
    x[2] = 0;
    x[3] = 0;
    Reduction.all(DType.COMPLEX64, NONE, NONE, three, one, x, 0, truth, 0);
    assertThat(truth[0]).isEqualTo((byte) 0);
  }

  @Test
  void anyAndAll() {
    byte[] x = {0, 0, 1, 1, 1, 1};
    byte[] y = new byte[2];
    long[] two = {2};
    long[] three = {3};
    long[] one = {1};
    Reduction.any(DType.BOOL, two, three, three, one, x, 0, y, 0);
    assertThat(y).containsExactly(1, 1);
    Reduction.all(DType.BOOL, two, three, three, one, x, 0, y, 0);
    assertThat(y).containsExactly(0, 1);
    float[] nan = {Float.NaN, -0f};
    Reduction.any(DType.FLOAT32, two, one, one, one, nan, 0, y, 0);
    assertThat(y).containsExactly(1, 0);
    byte[] columns = new byte[3];
    Reduction.all(DType.BOOL, three, one, two, three, x, 0, columns, 0);
    assertThat(columns).containsExactly(0, 0, 1);
  }

  @Test
  void overNothing() {
    float[] x = {};
    float[] y = {5, 5};
    byte[] truth = {9, 9};
    long[] two = {2};
    long[] zero = {0};
    long[] one = {1};
    Reduction.sum(DType.FLOAT32, DType.FLOAT32, two, one, zero, one, x, 0, y, 0);
    assertThat(y).containsExactly(0, 0);
    Reduction.prod(DType.FLOAT32, DType.FLOAT32, two, one, zero, two, x, 0, y, 0);
    assertThat(y).containsExactly(1, 1);
    Reduction.any(DType.FLOAT32, two, one, zero, one, x, 0, truth, 0);
    assertThat(truth).containsExactly(0, 0);
    Reduction.all(DType.FLOAT32, two, one, zero, one, x, 0, truth, 0);
    assertThat(truth).containsExactly(1, 1);
    Reduction.sum(DType.FLOAT32, DType.FLOAT32, zero, one, two, one, x, 0, y, 0);
    assertThat(y).containsExactly(1, 1);
  }

  @Test
  void keptDimensionsInAnyOrder() {
    // x[a, b, c, d] of shape 3×4×5×6; sum over (a, c) with the result in the order (d, b).
    float[] x = row(1, 360);
    float[] y = new float[24];
    Reduction.sum(
        DType.FLOAT32,
        DType.FLOAT32,
        new long[] {6, 4},
        new long[] {1, 30},
        new long[] {3, 5},
        new long[] {120, 6},
        x,
        0,
        y,
        0);
    for (int d = 0; d < 6; d++) {
      for (int b = 0; b < 4; b++) {
        float[] elements = new float[15];
        for (int i = 0; i < 15; i++) {
          elements[i] = x[i / 5 * 120 + b * 30 + i % 5 * 6 + d];
        }
        assertThat(y[d * 4 + b]).isEqualTo(tree(LaneOp.SUM, elements));
      }
    }
  }

  @Test
  void doublesToo() {
    double[] x = new double[10_000];
    double exact = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.sin(i);
      exact += x[i];
    }
    double[] y = new double[1];
    long[] size = {x.length};
    Reduction.sum(DType.FLOAT64, DType.FLOAT64, NONE, NONE, size, new long[] {1}, x, 0, y, 0);
    assertThat(y[0]).isCloseTo(exact, within(1e-11));
    double[] columns = new double[2];
    Reduction.sum(
        DType.FLOAT64,
        DType.FLOAT64,
        new long[] {2},
        new long[] {1},
        new long[] {5000},
        new long[] {2},
        x,
        0,
        columns,
        0);
    assertThat(columns[0] + columns[1]).isCloseTo(exact, within(1e-11));
  }
}
