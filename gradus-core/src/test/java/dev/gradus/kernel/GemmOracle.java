package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import java.util.Arrays;
import java.util.Random;

/// The definition of the matrix product, one element at a time: Note [One order of addition] in
/// [Gemm].
final class GemmOracle {
  private final DType dtype;

  GemmOracle(DType dtype) {
    this.dtype = dtype;
  }

  Object allocate(int count) {
    return switch (dtype) {
      case BOOL, UINT8, INT8 -> new byte[count];
      case INT16, FLOAT16, BFLOAT16 -> new short[count];
      case INT32 -> new int[count];
      case INT64 -> new long[count];
      case FLOAT32 -> new float[count];
      case FLOAT64 -> new double[count];
      case COMPLEX64 -> new float[2 * count];
      case COMPLEX128 -> new double[2 * count];
    };
  }

  Object random(int count, Random r) {
    Object array = allocate(count);
    switch (array) {
      case byte[] v -> {
        r.nextBytes(v);
        if (dtype == DType.BOOL) {
          for (int i = 0; i < v.length; i++) {
            v[i] = (byte) (v[i] > 100 ? 1 : 0);
          }
        }
      }
      case short[] v -> {
        for (int i = 0; i < v.length; i++) {
          v[i] =
              dtype == DType.INT16
                  ? (short) r.nextInt()
                  : Halves.narrow(dtype, r.nextFloat() * 2 - 1);
        }
      }
      case int[] v -> Arrays.setAll(v, _ -> r.nextInt());
      case long[] v -> Arrays.setAll(v, _ -> r.nextLong());
      case float[] v -> {
        for (int i = 0; i < v.length; i++) {
          v[i] = r.nextFloat() * 2 - 1;
        }
      }
      case double[] v -> Arrays.setAll(v, _ -> r.nextDouble() * 2 - 1);
      default -> throw new AssertionError(dtype);
    }
    return array;
  }

  void multiply(int m, int n, int k, Strided a, Strided b, Strided c) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        element(n, k, a.from(i, 0), b.from(0, j), c.array(), c.at(i, j));
      }
    }
  }

  private void element(int n, int k, Strided a, Strided b, Object c, int y) {
    switch (dtype) {
      case FLOAT32 -> ((float[]) c)[y] = floats(k, a, b);
      case FLOAT16, BFLOAT16 -> ((short[]) c)[y] = Halves.narrow(dtype, floats(k, a, b));
      case FLOAT64 ->
          ((double[]) c)[y] = n > 1 && n <= 4 && k <= 16 ? few(k, a, b) : doubles(k, a, b);
      case COMPLEX64 -> complexFloats(k, a, b, (float[]) c, y);
      case COMPLEX128 -> complexDoubles(k, a, b, (double[]) c, y);
      case BOOL, UINT8, INT8 -> ((byte[]) c)[y] = (byte) longs(k, a, b);
      case INT16 -> ((short[]) c)[y] = (short) longs(k, a, b);
      case INT32 -> ((int[]) c)[y] = (int) longs(k, a, b);
      case INT64 -> ((long[]) c)[y] = longs(k, a, b);
    }
  }

  private float floats(int k, Strided a, Strided b) {
    float total = 0f;
    float s = 0f;
    for (int p = 0; p < k; p++) {
      s = Math.fma(real(a, 0, p), real(b, p, 0), s);
      if ((p + 1) % Gemm.BLOCK == 0 || p + 1 == k) {
        total = p < Gemm.BLOCK ? s : total + s;
        s = 0f;
      }
    }
    return total;
  }

  private float real(Strided x, int i, int j) {
    return switch (x.array()) {
      case float[] v -> v[x.at(i, j)];
      case short[] v -> Halves.widen(dtype, v[x.at(i, j)]);
      default -> throw new AssertionError(dtype);
    };
  }

  /// Note [Few columns] in [Gemm].
  private static double few(int k, Strided a, Strided b) {
    double s = 0;
    for (int p = 0; p < k; p++) {
      double product = ((double[]) a.array())[a.at(0, p)] * ((double[]) b.array())[b.at(p, 0)];
      s += product;
    }
    return s;
  }

  private static double doubles(int k, Strided a, Strided b) {
    double[] av = (double[]) a.array();
    double[] bv = (double[]) b.array();
    double total = 0;
    double s = 0;
    for (int p = 0; p < k; p++) {
      s = Math.fma(av[a.at(0, p)], bv[b.at(p, 0)], s);
      if ((p + 1) % Gemm.BLOCK == 0 || p + 1 == k) {
        total = p < Gemm.BLOCK ? s : total + s;
        s = 0;
      }
    }
    return total;
  }

  /// A complex sum is a real one of twice the length, so its blocks have half as many terms.
  private static void complexFloats(int k, Strided a, Strided b, float[] c, int y) {
    float[] av = (float[]) a.array();
    float[] bv = (float[]) b.array();
    float re = 0f;
    float im = 0f;
    float totalRe = 0f;
    float totalIm = 0f;
    for (int p = 0; p < k; p++) {
      int x = 2 * a.at(0, p);
      int z = 2 * b.at(p, 0);
      re = Math.fma(av[x + 1], -bv[z + 1], Math.fma(av[x], bv[z], re));
      im = Math.fma(av[x + 1], bv[z], Math.fma(av[x], bv[z + 1], im));
      if ((2 * p + 2) % Gemm.BLOCK == 0 || p + 1 == k) {
        totalRe = 2 * p < Gemm.BLOCK ? re : totalRe + re;
        totalIm = 2 * p < Gemm.BLOCK ? im : totalIm + im;
        re = 0f;
        im = 0f;
      }
    }
    c[2 * y] = totalRe;
    c[2 * y + 1] = totalIm;
  }

  private static void complexDoubles(int k, Strided a, Strided b, double[] c, int y) {
    double[] av = (double[]) a.array();
    double[] bv = (double[]) b.array();
    double re = 0;
    double im = 0;
    double totalRe = 0;
    double totalIm = 0;
    for (int p = 0; p < k; p++) {
      int x = 2 * a.at(0, p);
      int z = 2 * b.at(p, 0);
      re = Math.fma(av[x + 1], -bv[z + 1], Math.fma(av[x], bv[z], re));
      im = Math.fma(av[x + 1], bv[z], Math.fma(av[x], bv[z + 1], im));
      if ((2 * p + 2) % Gemm.BLOCK == 0 || p + 1 == k) {
        totalRe = 2 * p < Gemm.BLOCK ? re : totalRe + re;
        totalIm = 2 * p < Gemm.BLOCK ? im : totalIm + im;
        re = 0;
        im = 0;
      }
    }
    c[2 * y] = totalRe;
    c[2 * y + 1] = totalIm;
  }

  private long longs(int k, Strided a, Strided b) {
    long s = 0;
    for (int p = 0; p < k; p++) {
      s += integer(a, 0, p) * integer(b, p, 0);
    }
    return dtype == DType.BOOL && s != 0 ? 1 : s;
  }

  private long integer(Strided x, int i, int j) {
    return switch (x.array()) {
      case byte[] v -> dtype == DType.UINT8 ? v[x.at(i, j)] & 0xff : v[x.at(i, j)];
      case short[] v -> v[x.at(i, j)];
      case int[] v -> v[x.at(i, j)];
      case long[] v -> v[x.at(i, j)];
      default -> throw new AssertionError(dtype);
    };
  }
}
