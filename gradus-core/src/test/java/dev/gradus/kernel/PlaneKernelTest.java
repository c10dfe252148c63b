package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The vector loops over planes have the bits of plain chains of fused multiply-adds.
class PlaneKernelTest {
  private static final int SPARE = 80;
  private static final int PLANES = 4;
  private static final int GROUPS = 2;

  private final Random random = new Random(3);

  private double[] numbers(boolean wide, int count) {
    double[] all = new double[count];
    Arrays.setAll(all, _ -> random.nextGaussian() * Math.exp(3 * random.nextGaussian()));
    return wide ? all : Arrays.stream(all).map(v -> (float) v).toArray();
  }

  private static Object typed(boolean wide, double[] values) {
    if (wide) {
      return values.clone();
    }
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  private static double at(Object array, int i) {
    return array instanceof float[] a ? a[i] : ((double[]) array)[i];
  }

  private static double fma(boolean wide, double a, double b, double c) {
    return wide ? Math.fma(a, b, c) : Math.fma((float) a, (float) b, (float) c);
  }

  private static double add(boolean wide, double a, double b) {
    return wide ? a + b : (float) a + (float) b;
  }

  /// Taps by rows and in a row, rows and width of a plane, border above and at the left, and how
  /// many rows and columns a result has more than the input.
  private static final int[][] CASES = {
    {3, 3, 7, 7, 1, 1, 0, 0},
    {3, 3, 3, 16, 1, 1, 0, 0},
    {3, 3, 14, 17, 0, 0, -2, -2},
    {5, 5, 9, 33, 2, 2, 0, 0},
    {1, 4, 4, 5, 0, 3, 0, 2},
    {2, 1, 6, 8, 2, 0, 3, 0},
    {3, 8, 5, 40, 4, 7, 6, 7},
  };

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void planesHaveTheBitsOfChains(int bits) {
    for (int[] c : CASES) {
      for (int k = 0; k < 8; k++) {
        boolean wide = (k & 1) != 0;
        planes(bits, wide, new PlaneGenerator.Kind(c[0], c[1], (k & 2) != 0, (k & 4) != 0), c);
      }
    }
  }

  private void planes(int bits, boolean wide, PlaneGenerator.Kind kind, int[] c) {
    int rows = c[2] + c[6];
    int width = c[3] + c[7];
    int sign = kind.back() ? -1 : 1;
    int[] sizes = new int[PlaneKernel.SIZES];
    sizes[PlaneKernel.IN_ROWS] = c[2];
    sizes[PlaneKernel.IN_WIDTH] = c[3];
    sizes[PlaneKernel.OUT_ROWS] = rows;
    sizes[PlaneKernel.OUT_WIDTH] = width;
    sizes[PlaneKernel.TOP] = kind.back() ? c[0] - 1 - c[4] : -c[4];
    sizes[PlaneKernel.LEFT] = kind.back() ? c[1] - 1 - c[5] : -c[5];
    sizes[PlaneKernel.GROUPS] = GROUPS;
    sizes[PlaneKernel.TAPS] = kind.taps() + 1;
    sizes[PlaneKernel.X_AT] = SPARE;
    sizes[PlaneKernel.W_AT] = 2;
    sizes[PlaneKernel.BIAS_AT] = 1;
    sizes[PlaneKernel.Y_AT] = SPARE + 1;
    double[] x = numbers(wide, PLANES * c[2] * c[3] + 2 * SPARE);
    // What is beside a plane's border must not count, be it a number or not.
    Arrays.fill(x, 0, SPARE, Double.NaN);
    double[] w = numbers(wide, 2 + GROUPS * (kind.taps() + 1));
    double @Nullable [] bias = kind.biased() ? numbers(wide, 1 + GROUPS) : null;
    double[] before = numbers(wide, PLANES * rows * width + 2 * SPARE);
    Object y = typed(wide, before);
    PlaneGenerator.generate(wide, bits, kind)
        .run(
            1,
            PLANES,
            sizes,
            typed(wide, x),
            typed(wide, w),
            bias == null ? null : typed(wide, bias),
            y,
            typed(wide, new double[PlaneKernel.ZEROS]));
    double[] expected = before.clone();
    for (int p = 1; p < PLANES; p++) {
      for (int i = 0; i < rows * width; i++) {
        double sum = 0;
        for (int t = 0; t < kind.taps(); t++) {
          int q = i / width + sizes[PlaneKernel.TOP] + sign * (t / c[1]);
          int s = i % width + sizes[PlaneKernel.LEFT] + sign * (t % c[1]);
          if (q >= 0 && q < c[2] && s >= 0 && s < c[3]) {
            double seen = x[SPARE + (p * c[2] + q) * c[3] + s];
            sum = fma(wide, w[2 + p % GROUPS * (kind.taps() + 1) + t], seen, sum);
          }
        }
        expected[SPARE + 1 + p * rows * width + i] =
            bias == null ? sum : add(wide, sum, bias[1 + p % GROUPS]);
      }
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat(at(y, i)).as("%s %s at %s", kind, Arrays.toString(c), i).isEqualTo(expected[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void sumsOverPlacesHaveTheBitsOfPlainLoopsAndOfTheirChains(int bits) {
    for (int[] c : CASES) {
      for (boolean wide : new boolean[] {false, true}) {
        sums(bits, wide, c);
      }
    }
  }

  private void sums(int bits, boolean wide, int[] c) {
    int rows = c[2] + c[6];
    int width = c[3] + c[7];
    int[] sizes = new int[PlaneDotsKernel.SIZES];
    sizes[PlaneDotsKernel.IN_ROWS] = c[2];
    sizes[PlaneDotsKernel.IN_WIDTH] = c[3];
    sizes[PlaneDotsKernel.OUT_WIDTH] = width;
    sizes[PlaneDotsKernel.TOP] = -c[4];
    sizes[PlaneDotsKernel.LEFT] = -c[5];
    sizes[PlaneDotsKernel.FIRST] = 1;
    sizes[PlaneDotsKernel.END] = rows;
    sizes[PlaneDotsKernel.G_AT] = 3;
    sizes[PlaneDotsKernel.G_STEP] = rows * width + 5;
    sizes[PlaneDotsKernel.X_AT] = SPARE;
    sizes[PlaneDotsKernel.X_STEP] = c[2] * c[3] + 7;
    double[] g = numbers(wide, 3 + 2 * (rows * width + 5) + SPARE);
    double[] x = numbers(wide, 2 * (c[2] * c[3] + 7) + 2 * SPARE);
    double[] lanes = numbers(wide, c[0] * c[1] * PlaneDotsKernel.LANES);
    Object zeros = typed(wide, new double[PlaneKernel.ZEROS]);
    Object vectors = typed(wide, lanes);
    PlaneDotsGenerator.generate(wide, bits, c[0], c[1])
        .run(2, sizes, typed(wide, g), typed(wide, x), vectors, zeros);
    Object plain = typed(wide, lanes);
    new PlaneDots(c[0], c[1]).run(2, sizes, typed(wide, g), typed(wide, x), plain, zeros);
    double[] expected = lanes.clone();
    for (int t = 0; t < c[0] * c[1]; t++) {
      for (int start = 0; start < width; start += PlaneDotsKernel.LANES) {
        for (int n = 0; n < 2; n++) {
          for (int r = 1; r < rows; r++) {
            for (int s = start; s < Math.min(start + PlaneDotsKernel.LANES, width); s++) {
              int q = r - c[4] + t / c[1];
              int seen = s - c[5] + t % c[1];
              if (q >= 0 && q < c[2] && seen >= 0 && seen < c[3]) {
                int to = t * PlaneDotsKernel.LANES + s % PlaneDotsKernel.LANES;
                double slope = g[3 + n * (rows * width + 5) + r * width + s];
                double value = x[SPARE + n * (c[2] * c[3] + 7) + q * c[3] + seen];
                expected[to] = fma(wide, slope, value, expected[to]);
              }
            }
          }
        }
      }
    }
    assertThat(plain).isEqualTo(typed(wide, expected));
    assertThat(vectors).isEqualTo(typed(wide, expected));
  }
}
