package dev.gradus.kernel;

import static java.lang.Math.fma;

import java.util.Arrays;

/// Matrix products without packing, for double; [FloatDirect] and [FloatOuter] are the same for
/// float.
///
/// For products too small or too flat for panels. One chain of additions waits four cycles for each
/// term, so eight chains run side by side.
final class DoubleDirect {
  /// Rows that take longer to be copied, so that vectors can be used, than to be multiplied.
  private static final int SHORT_ROW = 48;

  private DoubleDirect() {}

  static void multiply(int m, int n, int k, Strided a, Strided b, Strided c, boolean add) {
    if (m == 1 && n == 1) {
      double[] to = (double[]) c.array();
      double s = dot(k, contiguous(k, a), contiguous(k, b.transposed()));
      to[c.offset()] = add ? to[c.offset()] + s : s;
    } else if (n >= m) {
      multiplyRows(m, n, k, a, b, c, add);
    } else {
      multiplyRows(n, m, k, b.transposed(), a.transposed(), c.transposed(), add);
    }
  }

  /// The product of a column and a row.
  static void outer(int m, int n, Strided a, Strided b, Strided c, boolean add) {
    double[] from = (double[]) a.array();
    double[] to = (double[]) c.array();
    if (n < SHORT_ROW && !add) {
      for (int i = 0; i < m; i++) {
        scaleFew(from[a.at(i, 0)], (double[]) b.array(), b.offset(), n, to, c.at(i, 0));
      }
      return;
    }
    double[] row = Arrays.copyOfRange((double[]) b.array(), b.offset(), b.offset() + n);
    double[] product = new double[n];
    for (int i = 0; i < m; i++) {
      scale(from[a.at(i, 0)], row, product);
      if (add) {
        DoubleGemmLoops.addRow(product, 0, n, to, c.at(i, 0), c.column(), true);
      } else {
        System.arraycopy(product, 0, to, c.at(i, 0), n);
      }
    }
  }

  private static void scaleFew(double s, double[] row, int x, int n, double[] to, int y) {
    for (int j = 0; j < n; j++) {
      to[y + j] = fma(s, row[x + j], 0.0);
    }
  }

  // Adding to zero, as every chain does, makes -0 to 0.
  private static void scale(double s, double[] row, double[] product) {
    for (int j = 0; j < product.length; j++) {
      product[j] = fma(s, row[j], 0.0);
    }
  }

  private static void multiplyRows(
      int m, int n, int k, Strided a, Strided b, Strided c, boolean add) {
    double[] to = (double[]) c.array();
    double[] sum = new double[n];
    for (int i = 0; i < m; i++) {
      Strided row = contiguous(k, a.from(i, 0));
      for (int p = 0; p < k; p += Gemm.BLOCK) {
        int depth = Math.min(Gemm.BLOCK, k - p);
        if (b.row() == 1) {
          dots(depth, row.from(0, p), n, b.from(p, 0), sum);
        } else {
          sumRows(depth, row.from(0, p), n, b.from(p, 0), sum);
        }
        DoubleGemmLoops.addRow(sum, 0, n, to, c.at(i, 0), c.column(), add || p > 0);
      }
    }
  }

  /// A row with neighbouring elements: `row` itself or a copy of its `k` elements.
  private static Strided contiguous(int k, Strided row) {
    if (row.column() == 1) {
      return row;
    }
    double[] from = (double[]) row.array();
    double[] copy = new double[k];
    for (int p = 0, x = row.offset(); p < k; p++, x += row.column()) {
      copy[p] = from[x];
    }
    return new Strided(copy, 0, k, 1);
  }

  /// `sum[j] = Σ a[p]·b[p, j]` where columns of `b` are contiguous.
  private static void dots(int depth, Strided a, int n, Strided b, double[] sum) {
    double[] av = (double[]) a.array();
    double[] bv = (double[]) b.array();
    int j = 0;
    for (; j + 8 <= n; j += 8) {
      eightChains(depth, av, a.offset(), bv, b.at(0, j), b.column(), sum, j);
    }
    for (; j < n; j++) {
      sum[j] = chain(depth, av, a.offset(), bv, b.at(0, j));
    }
  }

  /// `sum[j] = Σ a[p]·b[p, j]` where rows of `b` are contiguous, or neither is.
  private static void sumRows(int depth, Strided a, int n, Strided b, double[] sum) {
    double[] av = (double[]) a.array();
    double[] bv = (double[]) b.array();
    int x = a.offset();
    Arrays.fill(sum, 0.0);
    if (b.column() != 1) {
      for (int p = 0; p < depth; p++) {
        double s = av[x + p];
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
      double s = av[x + p];
      int y = b.at(p, 0);
      for (int j = 0; j < n; j++) {
        sum[j] = fma(s, bv[y + j], sum[j]);
      }
    }
  }

  /// Four rows in a pass: a quarter of the loads and stores of `sum`.
  private static void addFour(double[] a, int x, double[] b, int y0, int row, int n, double[] sum) {
    double s0 = a[x];
    double s1 = a[x + 1];
    double s2 = a[x + 2];
    double s3 = a[x + 3];
    int y1 = y0 + row;
    int y2 = y1 + row;
    int y3 = y2 + row;
    for (int j = 0; j < n; j++) {
      double s = fma(s1, b[y1 + j], fma(s0, b[y0 + j], sum[j]));
      sum[j] = fma(s3, b[y3 + j], fma(s2, b[y2 + j], s));
    }
  }

  /// A scalar product of contiguous vectors: four blocks at once, added in order.
  private static double dot(int k, Strided a, Strided b) {
    double[] av = (double[]) a.array();
    double[] bv = (double[]) b.array();
    int x = a.offset();
    int y = b.offset();
    double[] blocks = new double[4];
    double s = 0.0;
    int p = 0;
    for (; p + 4 * Gemm.BLOCK <= k; p += 4 * Gemm.BLOCK) {
      fourBlocks(av, x + p, bv, y + p, blocks);
      for (int t = 0; t < 4; t++) {
        s = p + t == 0 ? blocks[0] : s + blocks[t];
      }
    }
    for (; p < k; p += Gemm.BLOCK) {
      double block = chain(Math.min(Gemm.BLOCK, k - p), av, x + p, bv, y + p);
      s = p == 0 ? block : s + block;
    }
    return s;
  }

  private static double chain(int depth, double[] a, int x, double[] b, int y) {
    double s = 0.0;
    for (int p = 0; p < depth; p++) {
      s = fma(a[x + p], b[y + p], s);
    }
    return s;
  }

  /// Chain `t` of `b` starts at `y + t·skip`; all go along the same `a`.
  private static void eightChains(
      int depth, double[] a, int x, double[] b, int y, int skip, double[] to, int o) {
    int y1 = y + skip;
    int y2 = y1 + skip;
    int y3 = y2 + skip;
    int y4 = y3 + skip;
    int y5 = y4 + skip;
    int y6 = y5 + skip;
    int y7 = y6 + skip;
    double s0 = 0.0;
    double s1 = 0.0;
    double s2 = 0.0;
    double s3 = 0.0;
    double s4 = 0.0;
    double s5 = 0.0;
    double s6 = 0.0;
    double s7 = 0.0;
    for (int p = 0; p < depth; p++) {
      double v = a[x + p];
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
  private static void fourBlocks(double[] a, int x, double[] b, int y, double[] to) {
    int x1 = x + Gemm.BLOCK;
    int x2 = x1 + Gemm.BLOCK;
    int x3 = x2 + Gemm.BLOCK;
    int y1 = y + Gemm.BLOCK;
    int y2 = y1 + Gemm.BLOCK;
    int y3 = y2 + Gemm.BLOCK;
    double s0 = 0.0;
    double s1 = 0.0;
    double s2 = 0.0;
    double s3 = 0.0;
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
