package dev.gradus.kernel;

import static java.lang.Math.fma;

import java.util.Arrays;

/// [GemmLoops] for float; [DoubleGemmLoops] is the same text for double.
record FloatGemmLoops() implements GemmLoops {

  @Override
  public Object allocate(int length) {
    return new float[length];
  }

  @Override
  public int bytes() {
    return Float.BYTES;
  }

  @Override
  public void copy(Object from, int x, Object to, int y, int sign) {
    ((float[]) to)[y] = sign * ((float[]) from)[x];
  }

  @Override
  public void clear(Object to, int y, int count) {
    Arrays.fill((float[]) to, y, y + count, 0f);
  }

  @Override
  public void packA(Strided a, int rows, int depth, int height, Object panels, int start) {
    float[] to = (float[]) panels;
    int whole = 0;
    if (height == 8 && a.row() == 1 && FloatTranspose.isReady(rows * depth)) {
      whole = rows & -8;
      float[] from = (float[]) a.array();
      FloatTranspose.panels(from, a.offset(), a.column(), depth, whole / 8, to, start);
    }
    for (int i = whole, o = start + whole * depth; i < rows; i += height, o += height * depth) {
      FloatPacking.packA(a.from(i, 0), Math.min(height, rows - i), depth, height, to, o);
    }
  }

  @Override
  public int packPanels(RightFactor b, int depth, int panels, int width, Object to, int start) {
    boolean inVectors =
        b instanceof Strided m
            && m.column() == 1
            && width == FloatTranspose.WIDE
            && FloatTranspose.isReady(depth * panels * width);
    if (!inVectors) {
      return 0;
    }
    float[] from = (float[]) b.array();
    FloatTranspose.widePanels(from, b.at(0, 0), b.row(), depth, panels, (float[]) to, start);
    return panels;
  }

  @Override
  public void packB(RightFactor b, int depth, int columns, int width, Object panels, int start) {
    float[] to = (float[]) panels;
    switch (b) {
      case Strided m -> FloatPacking.packB(m, depth, columns, width, to, start);
      case Patches m -> FloatPatches.pack(m, depth, columns, width, to, start);
    }
  }

  @Override
  public void merge(Object tile, int width, int rows, int columns, Strided c, boolean add) {
    float[] from = (float[]) tile;
    float[] to = (float[]) c.array();
    for (int r = 0; r < rows; r++) {
      addRow(from, r * width, columns, to, c.at(r, 0), c.column(), add);
    }
  }

  static void addRow(float[] from, int x, int columns, float[] to, int y, int step, boolean add) {
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
    FloatDirect.multiply(m, n, k, a, b, c, add);
  }

  @Override
  public void outer(int m, int n, Strided a, Strided b, Strided c, boolean add) {
    FloatOuter.multiply(m, n, a, b, c, add);
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
      float[] av = (float[]) a;
      float[][] panel = new float[depth][];
      for (int p = 0; p < depth; p++) {
        int start = bo + p * bStep;
        panel[p] = Arrays.copyOfRange((float[]) b, start, start + columns);
      }
      float[] sum = new float[columns];
      for (int r = 0; r < rows; r++) {
        times(depth, av, ao + r, rows, panel, sum);
        addRow(sum, 0, columns, (float[]) c, co + r * cRow, 1, add);
      }
    }

    private static void times(
        int depth, float[] a, int ao, int aStep, float[][] panel, float[] sum) {
      Arrays.fill(sum, 0f);
      int p = 0;
      for (int x = ao; p + 4 <= depth; p += 4, x += 4 * aStep) {
        float s0 = a[x];
        float s1 = a[x + aStep];
        float s2 = a[x + 2 * aStep];
        float s3 = a[x + 3 * aStep];
        addFour(s0, s1, s2, s3, panel[p], panel[p + 1], panel[p + 2], panel[p + 3], sum);
      }
      for (; p < depth; p++) {
        float s = a[ao + p * aStep];
        float[] row = panel[p];
        for (int q = 0; q < sum.length; q++) {
          sum[q] = fma(s, row[q], sum[q]);
        }
      }
    }

    /// In a method of its own, so that it is compiled early.
    private static void addFour(
        float s0,
        float s1,
        float s2,
        float s3,
        float[] b0,
        float[] b1,
        float[] b2,
        float[] b3,
        float[] sum) {
      for (int q = 0; q < sum.length; q++) {
        sum[q] = fma(s3, b3[q], fma(s2, b2[q], fma(s1, b1[q], fma(s0, b0[q], sum[q]))));
      }
    }
  }
}
