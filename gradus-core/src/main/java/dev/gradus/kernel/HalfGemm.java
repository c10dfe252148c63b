package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import java.util.Arrays;

/// The product of float16 or bfloat16 matrices: widened block by block, summed in float, rounded
/// once.
final class HalfGemm {
  private static final int COLUMNS = 1024;

  private HalfGemm() {}

  static void run(DType dtype, int m, int n, int k, Strided a, Strided b, Strided c) {
    int most = Math.min(k, Gemm.BLOCK);
    int wide = Math.min(n, COLUMNS);
    Workspace space = Workspace.take(GemmLoops.FLOAT, m * most, most * wide);
    try {
      float[] sum = (float[]) space.tile(m * wide);
      if (k == 0) {
        Arrays.fill(sum, 0, m * wide, 0);
      }
      run(dtype, m, n, k, a, b, c, (float[]) space.a(), (float[]) space.b(), sum);
    } finally {
      space.giveBack();
    }
  }

  private static void run(
      DType dtype,
      int m,
      int n,
      int k,
      Strided a,
      Strided b,
      Strided c,
      float[] aBlock,
      float[] bBlock,
      float[] sum) {
    for (int j = 0; j < n; j += COLUMNS) {
      int columns = Math.min(COLUMNS, n - j);
      for (int p = 0; p < k; p += Gemm.BLOCK) {
        int depth = Math.min(Gemm.BLOCK, k - p);
        Strided aWide = widen(dtype, m, depth, a.from(0, p), aBlock);
        Strided bWide = widen(dtype, depth, columns, b.from(p, j), bBlock);
        Strided to = new Strided(sum, 0, columns, 1);
        RealGemm.run(GemmLoops.FLOAT, m, columns, depth, aWide, bWide, to, p > 0);
      }
      for (int i = 0; i < m; i++) {
        Halves.narrow(dtype, sum, i * columns, (short[]) c.array(), c.at(i, j), columns);
      }
    }
  }

  /// A float copy that keeps the direction in which `x` is contiguous.
  private static Strided widen(DType dtype, int rows, int columns, Strided x, float[] to) {
    if (x.row() == 1 && x.column() != 1) {
      return widen(dtype, columns, rows, x.transposed(), to).transposed();
    }
    for (int i = 0; i < rows; i++) {
      int start = x.at(i, 0);
      Halves.widen(dtype, (short[]) x.array(), start, x.column(), to, i * columns, columns);
    }
    return new Strided(to, 0, columns, 1);
  }
}
