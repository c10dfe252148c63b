package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every product against [GemmOracle], which sums element by element in the order of the
/// definition.
class GemmTest {
  private static final int[] EDGES = {1, 2, 3, 5, 7, 8, 9, 13, 16, 17, 31, 33};

  @ParameterizedTest
  @EnumSource(DType.class)
  void everySmallShapeInEveryLayout(DType dtype) {
    for (int m : EDGES) {
      for (int n : EDGES) {
        for (int k : new int[] {1, 4, 17, 33}) {
          GemmCase.of(dtype, m, n, k, (m + 3 * n + k) % GemmCase.LAYOUTS).check();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT32", "FLOAT64"})
  void edgesOfTilesAndBlocks(DType dtype) {
    int[][] shapes = {
      {47, 48, 49},
      {48, 49, 100},
      {100, 193, 47},
      {49, 97, 513},
      {9, 65, 1030},
      {193, 31, 385},
      {97, 64, 130},
      {17, 112, 520},
      {520, 49, 1100},
      {9, 3110, 7}
    };
    for (int[] s : shapes) {
      for (int layout = 0; layout < GemmCase.LAYOUTS; layout++) {
        GemmCase.of(dtype, s[0], s[1], s[2], layout).check();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void flatShapes(DType dtype) {
    int[][] shapes = {
      {1, 1, 5000}, {1, 200, 600}, {200, 1, 600}, {1, 1, 1}, {3, 1, 2100}, {1, 130, 1}, {130, 1, 1}
    };
    for (int[] s : shapes) {
      for (int layout = 0; layout < GemmCase.LAYOUTS; layout++) {
        GemmCase.of(dtype, s[0], s[1], s[2], layout).check();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void sumOverNothingIsZero(DType dtype) {
    GemmCase.of(dtype, 3, 4, 0, 0).check();
    GemmCase.of(dtype, 0, 4, 5, 0).check();
    GemmCase.of(dtype, 4, 0, 5, 0).check();
  }

  @Test
  void aRowIsTheSameAloneAndInABatch() {
    GemmCase whole = GemmCase.of(DType.FLOAT32, 50, 70, 1100, 0);
    float[] all = (float[]) whole.product();
    float[] one = new float[70];
    for (int i = 0; i < 50; i++) {
      whole.row(i, one);
      assertThat(one).isEqualTo(Arrays.copyOfRange(all, i * 70, i * 70 + 70));
    }
  }

  @Test
  void nanAndInfinityStayInTheirRowsAndColumns() {
    int n = 20;
    float[] a = new float[n * n];
    float[] b = new float[n * n];
    float[] c = new float[n * n];
    Arrays.fill(a, 1f);
    Arrays.fill(b, 1f);
    a[3 * n + 7] = Float.NaN;
    b[5 * n + 11] = Float.POSITIVE_INFINITY;
    Gemm.gemm(DType.FLOAT32, n, n, n, a, 0, n, 1, b, 0, n, 1, c, 0, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        float expected = i == 3 ? Float.NaN : j == 11 ? Float.POSITIVE_INFINITY : n;
        assertThat(Float.valueOf(c[i * n + j])).isEqualTo(Float.valueOf(expected));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT32", "FLOAT64"})
  void everyKernelGivesTheSameBits(DType dtype) {
    GemmLoops loops = dtype == DType.FLOAT32 ? GemmLoops.FLOAT : GemmLoops.DOUBLE;
    TileKernels[] all = {
      TileKernels.Portable.forRows(loops, 29),
      new VectorTiles(loops, 512, 8, 1, 2, 3),
      new VectorTiles(loops, 256, 5, 1, 2),
      new VectorTiles(loops, 128, 8, 1, 2, 3),
      new VectorTiles(loops, 128, 1, 1, 2, 4),
      new VectorTiles(loops, 512, 1, 1, 2, 4, 8)
    };
    for (TileKernels kernels : all) {
      for (int layout = 0; layout < GemmCase.LAYOUTS; layout++) {
        GemmCase.of(dtype, 29, 61, 35, layout).check(kernels);
      }
    }
    for (int n : new int[] {56, 64, 110}) {
      GemmCase.of(dtype, 29, n, 35, n % GemmCase.LAYOUTS).check(all[1]);
    }
    GemmCase.of(dtype, 9, 33, 530, 0).check(all[0]);
    GemmCase.of(dtype, 9, 33, 530, 0).check(all[1]);
    for (int layout = 0; layout < GemmCase.LAYOUTS; layout++) {
      GemmCase.of(dtype, 1, 133, 530, layout).check(all[4]);
      GemmCase.of(dtype, 1, 133, 530, layout).check(all[5]);
      GemmCase.of(dtype, 1, 40, 35, layout).check(all[5]);
    }
  }

  @Test
  void warmKernelsGiveTheSameBits() {
    Gemm.warmUp();
    for (int layout = 0; layout < GemmCase.LAYOUTS; layout++) {
      GemmCase.of(DType.FLOAT32, 100, 193, 600, layout).check();
      GemmCase.of(DType.FLOAT64, 100, 193, 600, layout).check();
      GemmCase.of(DType.FLOAT32, 1, 193, 600, layout).check();
      GemmCase.of(DType.FLOAT64, 1, 193, 600, layout).check();
      GemmCase.of(DType.FLOAT32, 97, 3110, 9, layout).check();
      GemmCase.of(DType.FLOAT32, 97, 3110, 530, layout).check();
    }
  }

  @Test
  void dividedWorkGivesTheSameBits() {
    for (int pieces : new int[] {2, 3, 4, 6}) {
      for (int[] s : new int[][] {{100, 193, 600}, {10, 400, 70}, {400, 10, 70}}) {
        GemmCase.of(DType.FLOAT32, s[0], s[1], s[2], 1).checkDivided(pieces);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void batches(DType dtype) {
    int m = 5;
    int n = 6;
    int k = 7;
    int batch = 4;
    GemmOracle oracle = new GemmOracle(dtype);
    Object a = oracle.random(batch * m * k, new Random(1));
    Object b = oracle.random(batch * k * n, new Random(2));
    for (int bBatch : new int[] {0, k * n}) {
      Object c = oracle.allocate(batch * m * n);
      Gemm.gemmBatch(dtype, batch, m, n, k, a, 0, m * k, k, 1, b, 0, bBatch, n, 1, c, 0, m * n, n);
      Object listed = oracle.allocate(batch * m * n);
      int[] aOffsets = {0, m * k, 2 * m * k, 3 * m * k};
      int[] bOffsets = {0, bBatch, 2 * bBatch, 3 * bBatch};
      int[] cOffsets = {0, m * n, 2 * m * n, 3 * m * n};
      Gemm.gemmBatch(dtype, m, n, k, a, aOffsets, k, 1, b, bOffsets, n, 1, listed, cOffsets, n);
      assertThat(listed).isEqualTo(c);
      Object expected = oracle.allocate(batch * m * n);
      for (int t = 0; t < batch; t++) {
        Strided at = new Strided(a, t * m * k, k, 1);
        Strided bt = new Strided(b, t * bBatch, n, 1);
        oracle.multiply(m, n, k, at, bt, new Strided(expected, t * m * n, n, 1));
      }
      assertThat(c).isEqualTo(expected);
    }
  }
}
