package dev.gradus.kernel;

import static java.lang.Math.fma;

import java.util.Arrays;

/// [GemmLoops] for double; [FloatGemmLoops] is the same text for float.
record DoubleGemmLoops() implements GemmLoops {

  @Override
  public Object allocate(int length) {
    return new double[length];
  }

  @Override
  public int bytes() {
    return Double.BYTES;
  }

  @Override
  public void copy(Object from, int x, Object to, int y, int sign) {
    ((double[]) to)[y] = sign * ((double[]) from)[x];
  }

  @Override
  public void clear(Object to, int y, int count) {
    Arrays.fill((double[]) to, y, y + count, 0.0);
  }

  @Override
  public void packA(Strided a, int rows, int depth, int height, Object panels, int start) {
    double[] to = (double[]) panels;
    for (int i = 0, o = start; i < rows; i += height, o += height * depth) {
      DoublePacking.packA(a.from(i, 0), Math.min(height, rows - i), depth, height, to, o);
    }
  }

  @Override
  public int packPanels(RightFactor b, int depth, int panels, int width, Object to, int start) {
    return 0;
  }

  @Override
  public void packB(RightFactor b, int depth, int columns, int width, Object panels, int start) {
    double[] to = (double[]) panels;
    switch (b) {
      case Strided m -> DoublePacking.packB(m, depth, columns, width, to, start);
      case Patches m -> DoublePatches.pack(m, depth, columns, width, to, start);
    }
  }

  @Override
  public void merge(Object tile, int width, int rows, int columns, Strided c, boolean add) {
    double[] from = (double[]) tile;
    double[] to = (double[]) c.array();
    for (int r = 0; r < rows; r++) {
      addRow(from, r * width, columns, to, c.at(r, 0), c.column(), add);
    }
  }

  static void addRow(double[] from, int x, int columns, double[] to, int y, int step, boolean add) {
    if (add) {
      for (int q = 0; q < columns; q++) {
        to[y + q * step] += from[x + q];
      }
    } else {
      for (int q = 0; q < columns; q++) {
        to[y + q * step] = from[x + q];
      }
    }
  }

  @Override
  public void direct(int m, int n, int k, Strided a, Strided b, Strided c, boolean add) {
    DoubleDirect.multiply(m, n, k, a, b, c, add);
  }

  @Override
  public void outer(int m, int n, Strided a, Strided b, Strided c, boolean add) {
    DoubleDirect.outer(m, n, a, b, c, add);
  }

  @Override
  public TileKernel portable(int rows, int columns) {
    return new Portable(rows, columns);
  }

  /// The tile kernel where the Vector API is absent or not yet compiled.
  ///
  /// C2 vectorises a loop over several arrays only if all have the same index (else it must assume
  /// that the store reaches the next loads), hence one array for each row of the panel. A high tile
  /// pays for that copy.
  private record Portable(int rows, int columns) implements TileKernel {

    @Override
    public void run(
        int depth,
        Object a,
        int ao,
        Object b,
        int bo,
        int bStep,
        Object c,
        int co,
        int cRow,
        boolean add) {
      double[] av = (double[]) a;
      double[][] panel = new double[depth][];
      for (int p = 0; p < depth; p++) {
        int start = bo + p * bStep;
        panel[p] = Arrays.copyOfRange((double[]) b, start, start + columns);
      }
      double[] sum = new double[columns];
      for (int r = 0; r < rows; r++) {
        times(depth, av, ao + r, rows, panel, sum);
        addRow(sum, 0, columns, (double[]) c, co + r * cRow, 1, add);
      }
    }

    private static void times(
        int depth, double[] a, int ao, int aStep, double[][] panel, double[] sum) {
      Arrays.fill(sum, 0.0);
      int p = 0;
      for (int x = ao; p + 4 <= depth; p += 4, x += 4 * aStep) {
        double s0 = a[x];
        double s1 = a[x + aStep];
        double s2 = a[x + 2 * aStep];
        double s3 = a[x + 3 * aStep];
        addFour(s0, s1, s2, s3, panel[p], panel[p + 1], panel[p + 2], panel[p + 3], sum);
      }
      for (; p < depth; p++) {
        double s = a[ao + p * aStep];
        double[] row = panel[p];
        for (int q = 0; q < sum.length; q++) {
          sum[q] = fma(s, row[q], sum[q]);
        }
      }
    }

    /// In a method of its own, so that it is compiled early.
    private static void addFour(
        double s0,
        double s1,
        double s2,
        double s3,
        double[] b0,
        double[] b1,
        double[] b2,
        double[] b3,
        double[] sum) {
      for (int q = 0; q < sum.length; q++) {
        sum[q] = fma(s3, b3[q], fma(s2, b2[q], fma(s1, b1[q], fma(s0, b0[q], sum[q]))));
      }
    }
  }
}
