package dev.gradus.kernel;

import static java.lang.Math.fma;

import java.util.Arrays;

/// Matrix products without packing, for float; [DoubleDirect] is the same text for double.
///
/// For products too small or too flat for panels. One chain of additions waits four cycles for each
/// term, so eight chains run side by side.
final class FloatDirect {
  private FloatDirect() {}

  static void multiply(int m, int n, int k, Strided a, Strided b, Strided c, boolean add) {
    if (m == 1 && n == 1) {
      float[] to = (float[]) c.array();
      float s = dot(k, contiguous(k, a), contiguous(k, b.transposed()));
      to[c.offset()] = add ? to[c.offset()] + s : s;
    } else if (n >= m) {
      multiplyRows(m, n, k, a, b, c, add);
    } else {
      multiplyRows(n, m, k, b.transposed(), a.transposed(), c.transposed(), add);
    }
  }

  private static void multiplyRows(
      int m, int n, int k, Strided a, Strided b, Strided c, boolean add) {
    float[] to = (float[]) c.array();
    float[] sum = new float[n];
    for (int i = 0; i < m; i++) {
      Strided row = contiguous(k, a.from(i, 0));
      for (int p = 0; p < k; p += Gemm.BLOCK) {
        int depth = Math.min(Gemm.BLOCK, k - p);
        if (b.row() == 1) {
          dots(depth, row.from(0, p), n, b.from(p, 0), sum);
        } else {
          sumRows(depth, row.from(0, p), n, b.from(p, 0), sum);
        }
        FloatGemmLoops.addRow(sum, 0, n, to, c.at(i, 0), c.column(), add || p > 0);
      }
    }
  }

  /// A row with neighbouring elements: `row` itself or a copy of its `k` elements.
  private static Strided contiguous(int k, Strided row) {
    if (row.column() == 1) {
      return row;
    }
    float[] from = (float[]) row.array();
    float[] copy = new float[k];
    for (int p = 0, x = row.offset(); p < k; p++, x += row.column()) {
      copy[p] = from[x];
    }
    return new Strided(copy, 0, k, 1);
  }

  /// `sum[j] = Σ a[p]·b[p, j]` where columns of `b` are contiguous.
  private static void dots(int depth, Strided a, int n, Strided b, float[] sum) {
    float[] av = (float[]) a.array();
    float[] bv = (float[]) b.array();
    int j = 0;
    int whole = n >= 16 && FloatTranspose.isReady(depth * n) ? depth & -16 : 0;
    for (; whole > 0 && j + 16 <= n; j += 16) {
      FloatTranspose.dots(whole, av, a.offset(), bv, b.at(0, j), b.column(), sum, j);
      goOn(whole, depth, av, a.offset(), bv, b.at(0, j), b.column(), sum, j);
    }
    for (; j + 8 <= n; j += 8) {
      eightChains(depth, av, a.offset(), bv, b.at(0, j), b.column(), sum, j);
    }
    for (; j < n; j++) {
      sum[j] = chain(depth, av, a.offset(), bv, b.at(0, j));
    }
  }

  /// Goes on with sixteen chains from term `p` on.
  private static void goOn(
      int p, int depth, float[] a, int x, float[] b, int y, int skip, float[] to, int o) {
    for (int q = p; q < depth; q++) {
      for (int t = 0; t < 16; t++) {
        to[o + t] = fma(a[x + q], b[y + t * skip + q], to[o + t]);
      }
    }
  }

  /// `sum[j] = Σ a[p]·b[p, j]` where rows of `b` are contiguous, or neither is.
  private static void sumRows(int depth, Strided a, int n, Strided b, float[] sum) {
    float[] av = (float[]) a.array();
    float[] bv = (float[]) b.array();
    int x = a.offset();
    Arrays.fill(sum, 0f);
    if (b.column() != 1) {
      for (int p = 0; p < depth; p++) {
        float s = av[x + p];
        for (int j = 0, y = b.at(p, 0); j < n; j++, y += b.column()) {
          sum[j] = fma(s, bv[y], sum[j]);
        }
      }
      return;
    }
    int p = 0;
    for (; p + 4 <= depth; p += 4) {
      addFour(av, x + p, bv, b.at(p, 0), b.row(), n, sum);
    }
    for (; p < depth; p++) {
      float s = av[x + p];
      int y = b.at(p, 0);
      for (int j = 0; j < n; j++) {
        sum[j] = fma(s, bv[y + j], sum[j]);
      }
    }
  }

  /// Four rows in a pass: a quarter of the loads and stores of `sum`.
  private static void addFour(float[] a, int x, float[] b, int y0, int row, int n, float[] sum) {
    float s0 = a[x];
    float s1 = a[x + 1];
    float s2 = a[x + 2];
    float s3 = a[x + 3];
    int y1 = y0 + row;
    int y2 = y1 + row;
    int y3 = y2 + row;
    for (int j = 0; j < n; j++) {
      float s = fma(s1, b[y1 + j], fma(s0, b[y0 + j], sum[j]));
      sum[j] = fma(s3, b[y3 + j], fma(s2, b[y2 + j], s));
    }
  }

  /// A scalar product of contiguous vectors: four blocks at once, added in order.
  private static float dot(int k, Strided a, Strided b) {
    float[] av = (float[]) a.array();
    float[] bv = (float[]) b.array();
    int x = a.offset();
    int y = b.offset();
    float[] blocks = new float[4];
    float s = 0f;
    int p = 0;
    for (; p + 4 * Gemm.BLOCK <= k; p += 4 * Gemm.BLOCK) {
      fourBlocks(av, x + p, bv, y + p, blocks);
      for (int t = 0; t < 4; t++) {
        s = p + t == 0 ? blocks[0] : s + blocks[t];
      }
    }
    for (; p < k; p += Gemm.BLOCK) {
      float block = chain(Math.min(Gemm.BLOCK, k - p), av, x + p, bv, y + p);
      s = p == 0 ? block : s + block;
    }
    return s;
  }

  private static float chain(int depth, float[] a, int x, float[] b, int y) {
    float s = 0f;
    for (int p = 0; p < depth; p++) {
      s = fma(a[x + p], b[y + p], s);
    }
    return s;
  }

  /// Chain `t` of `b` starts at `y + t·skip`; all go along the same `a`.
  private static void eightChains(
      int depth, float[] a, int x, float[] b, int y, int skip, float[] to, int o) {
    int y1 = y + skip;
    int y2 = y1 + skip;
    int y3 = y2 + skip;
    int y4 = y3 + skip;
    int y5 = y4 + skip;
    int y6 = y5 + skip;
    int y7 = y6 + skip;
    float s0 = 0f;
    float s1 = 0f;
    float s2 = 0f;
    float s3 = 0f;
    float s4 = 0f;
    float s5 = 0f;
    float s6 = 0f;
    float s7 = 0f;
    for (int p = 0; p < depth; p++) {
      float v = a[x + p];
      s0 = fma(v, b[y + p], s0);
      s1 = fma(v, b[y1 + p], s1);
      s2 = fma(v, b[y2 + p], s2);
      s3 = fma(v, b[y3 + p], s3);
      s4 = fma(v, b[y4 + p], s4);
      s5 = fma(v, b[y5 + p], s5);
      s6 = fma(v, b[y6 + p], s6);
      s7 = fma(v, b[y7 + p], s7);
    }
    to[o] = s0;
    to[o + 1] = s1;
    to[o + 2] = s2;
    to[o + 3] = s3;
    to[o + 4] = s4;
    to[o + 5] = s5;
    to[o + 6] = s6;
    to[o + 7] = s7;
  }

  /// Four whole blocks of a scalar product. (With eight, C2 keeps the range checks.)
  private static void fourBlocks(float[] a, int x, float[] b, int y, float[] to) {
    int x1 = x + Gemm.BLOCK;
    int x2 = x1 + Gemm.BLOCK;
    int x3 = x2 + Gemm.BLOCK;
    int y1 = y + Gemm.BLOCK;
    int y2 = y1 + Gemm.BLOCK;
    int y3 = y2 + Gemm.BLOCK;
    float s0 = 0f;
    float s1 = 0f;
    float s2 = 0f;
    float s3 = 0f;
    for (int p = 0; p < Gemm.BLOCK; p++) {
      s0 = fma(a[x + p], b[y + p], s0);
      s1 = fma(a[x1 + p], b[y1 + p], s1);
      s2 = fma(a[x2 + p], b[y2 + p], s2);
      s3 = fma(a[x3 + p], b[y3 + p], s3);
    }
    to[0] = s0;
    to[1] = s1;
    to[2] = s2;
    to[3] = s3;
  }
}
