package dev.gradus.kernel;

import static java.lang.Math.fma;

/// The inner product of two vectors of floats or doubles.
///
/// In one chain every term would wait four cycles for the one before: term `i` of a block of
/// [#BLOCK] is added to lane `i mod 8` by a fused multiply-add, then lane `i` takes lane `i + 4`,
/// `i + 2`, `i + 1`, and the blocks are added by ascending index. (A product of matrices keeps to
/// one chain for each element, so that a row of one has the bits of the same row among others.)
///
/// Fewer than [#FEW] terms have the bits of the BLAS behind PyTorch's records where their number is
/// a multiple of eight: products are rounded before they are added to their lane, and the even
/// lanes are added by ascending index, then the odd ones.
public final class InnerProduct {
  private static final int LANES = 8;
  private static final int FEW = 64;
  private static final int BLOCK = LANES * Gemm.BLOCK;

  private InnerProduct() {}

  /// `Σ a[ao + i·aStep]·b[bo + i·bStep]` over `n` terms.
  public static double of(int n, double[] a, int ao, int aStep, double[] b, int bo, int bStep) {
    int left = aStep == 1 ? ao : 0;
    int right = bStep == 1 ? bo : 0;
    double[] x = aStep == 1 ? a : gathered(n, a, ao, aStep);
    double[] y = bStep == 1 ? b : gathered(n, b, bo, bStep);
    double[] lanes = new double[LANES];
    if (n < FEW) {
      for (int i = 0; i < n; i++) {
        lanes[i % LANES] += x[left + i] * y[right + i];
      }
      return (((lanes[0] + lanes[2]) + lanes[4]) + lanes[6])
          + (((lanes[1] + lanes[3]) + lanes[5]) + lanes[7]);
    }
    double sum = 0.0;
    for (int i = 0; i < n; i += BLOCK) {
      double block = block(Math.min(BLOCK, n - i), x, left + i, y, right + i, lanes);
      sum = i == 0 ? block : sum + block;
    }
    return sum;
  }

  private static double block(int n, double[] a, int x, double[] b, int y, double[] lanes) {
    int whole = n - n % LANES;
    eightLanes(whole, a, x, b, y, lanes);
    for (int i = whole; i < n; i++) {
      lanes[i - whole] = fma(a[x + i], b[y + i], lanes[i - whole]);
    }
    return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
        + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
  }

  private static void eightLanes(int n, double[] a, int x, double[] b, int y, double[] to) {
    double s0 = 0.0;
    double s1 = 0.0;
    double s2 = 0.0;
    double s3 = 0.0;
    double s4 = 0.0;
    double s5 = 0.0;
    double s6 = 0.0;
    double s7 = 0.0;
    for (int i = 0; i < n; i += LANES) {
      s0 = fma(a[x + i], b[y + i], s0);
      s1 = fma(a[x + i + 1], b[y + i + 1], s1);
      s2 = fma(a[x + i + 2], b[y + i + 2], s2);
      s3 = fma(a[x + i + 3], b[y + i + 3], s3);
      s4 = fma(a[x + i + 4], b[y + i + 4], s4);
      s5 = fma(a[x + i + 5], b[y + i + 5], s5);
      s6 = fma(a[x + i + 6], b[y + i + 6], s6);
      s7 = fma(a[x + i + 7], b[y + i + 7], s7);
    }
    to[0] = s0;
    to[1] = s1;
    to[2] = s2;
    to[3] = s3;
    to[4] = s4;
    to[5] = s5;
    to[6] = s6;
    to[7] = s7;
  }

  private static double[] gathered(int n, double[] from, int at, int step) {
    double[] copy = new double[n];
    for (int i = 0; i < n; i++) {
      copy[i] = from[at + i * step];
    }
    return copy;
  }

  /// `Σ a[ao + i·aStep]·b[bo + i·bStep]` over `n` terms.
  public static float of(int n, float[] a, int ao, int aStep, float[] b, int bo, int bStep) {
    int left = aStep == 1 ? ao : 0;
    int right = bStep == 1 ? bo : 0;
    float[] x = aStep == 1 ? a : gathered(n, a, ao, aStep);
    float[] y = bStep == 1 ? b : gathered(n, b, bo, bStep);
    float[] lanes = new float[LANES];
    if (n < FEW) {
      for (int i = 0; i < n; i++) {
        lanes[i % LANES] += x[left + i] * y[right + i];
      }
      return (((lanes[0] + lanes[2]) + lanes[4]) + lanes[6])
          + (((lanes[1] + lanes[3]) + lanes[5]) + lanes[7]);
    }
    float sum = 0f;
    for (int i = 0; i < n; i += BLOCK) {
      float block = block(Math.min(BLOCK, n - i), x, left + i, y, right + i, lanes);
      sum = i == 0 ? block : sum + block;
    }
    return sum;
  }

  private static float block(int n, float[] a, int x, float[] b, int y, float[] lanes) {
    int whole = n - n % LANES;
    eightLanes(whole, a, x, b, y, lanes);
    for (int i = whole; i < n; i++) {
      lanes[i - whole] = fma(a[x + i], b[y + i], lanes[i - whole]);
    }
    return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
        + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
  }

  private static void eightLanes(int n, float[] a, int x, float[] b, int y, float[] to) {
    float s0 = 0f;
    float s1 = 0f;
    float s2 = 0f;
    float s3 = 0f;
    float s4 = 0f;
    float s5 = 0f;
    float s6 = 0f;
    float s7 = 0f;
    for (int i = 0; i < n; i += LANES) {
      s0 = fma(a[x + i], b[y + i], s0);
      s1 = fma(a[x + i + 1], b[y + i + 1], s1);
      s2 = fma(a[x + i + 2], b[y + i + 2], s2);
      s3 = fma(a[x + i + 3], b[y + i + 3], s3);
      s4 = fma(a[x + i + 4], b[y + i + 4], s4);
      s5 = fma(a[x + i + 5], b[y + i + 5], s5);
      s6 = fma(a[x + i + 6], b[y + i + 6], s6);
      s7 = fma(a[x + i + 7], b[y + i + 7], s7);
    }
    to[0] = s0;
    to[1] = s1;
    to[2] = s2;
    to[3] = s3;
    to[4] = s4;
    to[5] = s5;
    to[6] = s6;
    to[7] = s7;
  }

  private static float[] gathered(int n, float[] from, int at, int step) {
    float[] copy = new float[n];
    for (int i = 0; i < n; i++) {
      copy[i] = from[at + i * step];
    }
    return copy;
  }
}
