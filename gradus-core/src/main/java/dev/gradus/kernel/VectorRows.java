package dev.gradus.kernel;

/// Copies of rows of floats or doubles, in vectors as soon as those are compiled: a call of
/// `System.arraycopy` takes several times as long as the copy of a short row.
final class VectorRows {
  private static final int WARM_ROWS = 8;
  private static final int WARM_WIDTH = 64;

  private final boolean wide;
  private final Compiled<RowKernel> copy;
  private final Compiled<RowKernel> border;
  private final Compiled<RowKernel> half;

  /// Every second lane of two vectors of any width.
  private final Object even;

  private VectorRows(boolean wide) {
    this.wide = wide;
    this.copy = compiled(RowGenerator.Kind.COPY);
    this.border = compiled(RowGenerator.Kind.BORDER);
    this.half = compiled(RowGenerator.Kind.HALF);
    float[] floats = new float[TapLoops.SLACK];
    double[] doubles = new double[TapLoops.SLACK];
    for (int i = 0; i < TapLoops.SLACK; i++) {
      floats[i] = 2 * i;
      doubles[i] = 2 * i;
    }
    this.even = wide ? doubles : floats;
  }

  private Compiled<RowKernel> compiled(RowGenerator.Kind kind) {
    return new Compiled<>(bits -> RowGenerator.generate(wide, bits, kind), this::exercise);
  }

  private WarmUp.Exercise exercise(RowKernel kernel) {
    int count = WARM_ROWS * WARM_WIDTH + 2 * TapLoops.SLACK;
    Object x = wide ? new double[2 * count] : new float[2 * count];
    Object y = wide ? new double[count] : new float[count];
    return new WarmUp.Exercise(
        () -> kernel.run(WARM_ROWS, WARM_WIDTH, x, 0, WARM_WIDTH, y, 0, WARM_WIDTH, even),
        WARM_ROWS * (WARM_WIDTH / 4 + 1));
  }

  private static final VectorRows FLOATS = new VectorRows(false);

  /// Apart, since most programs need none.
  private static final class Doubles {
    private static final VectorRows ROWS = new VectorRows(true);
  }

  static VectorRows of(Object type) {
    return type instanceof double[] ? Doubles.ROWS : FLOATS;
  }

  /// Compiles everything now.
  void warmUp() {
    copy.now();
    border.now();
    half.now();
  }

  private int length(Object array) {
    return wide ? ((double[]) array).length : ((float[]) array).length;
  }

  /// `y[yo + r·yRow + i] = x[xo + r·xRow + i·step]` for `rows × width` elements; up to
  /// [TapLoops#SLACK] elements behind every row are zero or those of the next.
  void onto(int rows, int width, Object x, int xo, int xRow, int step, Object y, int yo, int yRow) {
    RowKernel kernel = step > 2 ? null : (step == 1 ? border : half).ready((long) rows * width);
    int done = 0;
    if (kernel != null) {
      done = whole(rows, xo, xRow, step * vectors(width), length(x));
      kernel.run(done, width, x, xo, xRow, y, yo, yRow, even);
    }
    for (int r = done; r < rows; r++) {
      ConvRows.copy(x, xo + r * xRow, step, y, yo + r * yRow, width);
    }
  }

  /// `y[yo + r·yRow + i·step] = x[xo + r·xRow + i]` for `rows × width` elements. Behind the rows of
  /// `x` there are [TapLoops#SLACK] elements more.
  void from(int rows, int width, Object x, int xo, int xRow, Object y, int yo, int yRow, int step) {
    // Elsewhere something else is behind the rows.
    boolean rowByRow = step > 1 || yRow > width;
    RowKernel kernel = rowByRow ? null : copy.ready((long) rows * width);
    int done = 0;
    if (kernel != null) {
      done = whole(rows, yo, yRow, vectors(width), yo + rows * width);
      kernel.run(done, width, x, xo, xRow, y, yo, yRow, even);
    }
    for (int r = done; r < rows; r++) {
      ConvRows.spread(x, xo + r * xRow, y, yo + r * yRow, step, width);
    }
  }

  /// Elements of so many vectors that a row fits.
  private int vectors(int width) {
    int lanes = GemmKernels.Width.preferred() / (wide ? Double.SIZE : Float.SIZE);
    return Math.ceilDiv(width, lanes) * lanes;
  }

  /// How many of the rows may go `length` elements from where they begin.
  private static int whole(int rows, int from, int row, int length, int end) {
    int whole = rows;
    while (whole > 0 && from + (whole - 1) * row + length > end) {
      whole--;
    }
    return whole;
  }
}
