package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import java.util.Arrays;

/// The product of integer or bool matrices, wrapping around in the type.
///
/// Up to 32 bits the sums are formed in `int`: wrapping there first and in the narrow type at the
/// end is the same as wrapping at every step. A bool is whether any pair of elements is true.
final class IntegerGemm {
  private IntegerGemm() {}

  static void run(DType dtype, int m, int n, int k, Strided a, Strided b, Strided c) {
    if (dtype == DType.INT64) {
      runLongs(m, n, k, a, b, c);
      return;
    }
    int[] wide = new int[k * n];
    for (int p = 0; p < k; p++) {
      for (int j = 0; j < n; j++) {
        wide[p * n + j] = read(dtype, b.array(), b.at(p, j));
      }
    }
    int[] sum = new int[n];
    for (int i = 0; i < m; i++) {
      Arrays.fill(sum, 0);
      for (int p = 0; p < k; p++) {
        int s = read(dtype, a.array(), a.at(i, p));
        for (int j = 0; j < n; j++) {
          sum[j] += s * wide[p * n + j];
        }
      }
      for (int j = 0; j < n; j++) {
        write(dtype, sum[j], c.array(), c.at(i, j));
      }
    }
  }

  private static void runLongs(int m, int n, int k, Strided a, Strided b, Strided c) {
    long[] av = (long[]) a.array();
    long[] bv = (long[]) b.array();
    long[] cv = (long[]) c.array();
    for (int i = 0; i < m; i++) {
      Arrays.fill(cv, c.at(i, 0), c.at(i, 0) + n, 0L);
      for (int p = 0; p < k; p++) {
        long s = av[a.at(i, p)];
        int x = b.at(p, 0);
        int y = c.at(i, 0);
        for (int j = 0; j < n; j++) {
          cv[y + j] += s * bv[x + j * b.column()];
        }
      }
    }
  }

  private static int read(DType dtype, Object array, int index) {
    return switch (dtype) {
      case BOOL, INT8 -> ((byte[]) array)[index];
      case UINT8 -> Byte.toUnsignedInt(((byte[]) array)[index]);
      case INT16 -> ((short[]) array)[index];
      case INT32 -> ((int[]) array)[index];
      default -> throw new IllegalArgumentException("gemm: no small integer type: " + dtype);
    };
  }

  private static void write(DType dtype, int value, Object array, int index) {
    switch (dtype) {
      case BOOL -> ((byte[]) array)[index] = (byte) (value == 0 ? 0 : 1);
      case UINT8, INT8 -> ((byte[]) array)[index] = (byte) value;
      case INT16 -> ((short[]) array)[index] = (short) value;
      case INT32 -> ((int[]) array)[index] = value;
      default -> throw new IllegalArgumentException("gemm: no small integer type: " + dtype);
    }
  }
}
