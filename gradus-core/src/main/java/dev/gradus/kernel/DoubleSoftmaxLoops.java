package dev.gradus.kernel;

/// [SoftmaxLoops] in double; [FloatSoftmaxLoops] is the same text for the other type.
final class DoubleSoftmaxLoops implements SoftmaxLoops<double[]> {
  private static final int PIECE = SoftmaxRows.PIECE;

  /// Whether there are no vector loops yet.
  private final boolean plain;

  private final DoubleRowTree largest;
  private final DoubleRowTree sum;
  private double[] spare = {};

  DoubleSoftmaxLoops(long work) {
    LaneLoops loops = ReductionLoops.choose(LaneOp.MAX, true, work);
    plain = loops instanceof DoubleLanes;
    largest = new DoubleRowTree(LaneOp.MAX, loops);
    sum = new DoubleRowTree(LaneOp.SUM, ReductionLoops.choose(LaneOp.SUM, true, work));
  }

  @Override
  public double[] row(int n) {
    return new double[n];
  }

  @Override
  public double[] spare(int n) {
    if (spare.length < n) {
      spare = new double[n];
    }
    return spare;
  }

  @Override
  public double[] cast(Object array) {
    return (double[]) array;
  }

  @Override
  public boolean tops(double[] x, int at, int n, int m, double[] tops) {
    double[] ends = new double[2];
    boolean near = true;
    for (int r = 0; r < m; r++) {
      largest.range(x, at + r * n, n, ends);
      tops[r] = ends[0];
      near &= ends[0] - ends[1] < NEAR;
    }
    return near;
  }

  @Override
  public void shift(double[] x, int at, double[] y, int from, int n) {
    if (n <= FewTerms.MOST) {
      shiftFew(x, at, y, from, n);
      return;
    }
    double top = plain ? top(x, at, n) : largest.row(x, at, n);
    if (at != from) {
      System.arraycopy(x, at, y, from, n);
    }
    double[] a = at == from ? x : y;
    subtractRow(a, y, from, from + n, top);
  }

  private static void shiftFew(double[] x, int at, double[] y, int from, int n) {
    double top = OrderedBits.largest(x, at, n);
    for (int i = 0; i < n; i++) {
      y[from + i] = x[at + i] - top;
    }
  }

  /// The largest of `n` elements by comparisons: as long as they are not compiled, the methods that
  /// [DoubleRowTree] calls take three times as long.
  private static double top(double[] x, int at, int n) {
    double top = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n && top <= Double.POSITIVE_INFINITY; i += PIECE) {
      top = top(x, at + i, at + Math.min(n, i + PIECE), top);
    }
    return top == 0 ? topZero(x, at, n) : top;
  }

  /// The largest with those before; a nan, if there is one.
  private static double top(double[] x, int from, int end, double before) {
    double top = before;
    for (int i = from; i < end; i++) {
      double v = x[i];
      if (!(v <= top)) {
        if (!(v > top)) {
          return v; // a nan
        }
        top = v;
      }
    }
    return top;
  }

  /// 0, unless every zero is −0.
  private static double topZero(double[] x, int at, int n) {
    for (int i = at; i < at + n; i++) {
      if (Double.doubleToRawLongBits(x[i]) == 0) {
        return 0d;
      }
    }
    return -0d;
  }

  private void subtractRow(double[] x, double[] y, int from, int end, double value) {
    if (!plain) {
      subtract(x, y, from, end, value);
      return;
    }
    for (int i = from; i < end; i += PIECE) {
      subtractPiece(x, y, i, Math.min(end, i + PIECE), value);
    }
  }

  private static void subtract(double[] x, double[] y, int from, int end, double value) {
    for (int i = from; i < end; i++) {
      y[i] = x[i] - value;
    }
  }

  // Apart, as the next: C2 unrolls a loop as often as it has seen it turn.
  private static void subtractPiece(double[] x, double[] y, int from, int end, double value) {
    for (int i = from; i < end; i++) {
      y[i] = x[i] - value;
    }
  }

  @Override
  public void addUp(double[] x, int from, int n, double[] sums, int r) {
    sums[r] = sumOfRow(x, from, n);
  }

  private double sumOfRow(double[] x, int from, int n) {
    return n <= FewTerms.MOST ? FewTerms.sum(x, from, n) : sum.row(x, from, n);
  }

  @Override
  public void divide(double[] y, int from, int n, double[] sums, int r) {
    if (!plain) {
      divide(y, from, from + n, sums[r]);
      return;
    }
    for (int i = from; i < from + n; i += PIECE) {
      dividePiece(y, i, Math.min(from + n, i + PIECE), sums[r]);
    }
  }

  private static void divide(double[] y, int from, int end, double divisor) {
    for (int i = from; i < end; i++) {
      y[i] /= divisor;
    }
  }

  private static void dividePiece(double[] y, int from, int end, double divisor) {
    for (int i = from; i < end; i++) {
      y[i] /= divisor;
    }
  }

  @Override
  public void subtract(double[] y, int from, int n, double[] sums, int r) {
    subtractRow(y, y, from, from + n, sums[r]);
  }

  @Override
  public void slope(double[] g, double[] y, double[] dx, int from, int n) {
    for (int i = from; i < from + n; i++) {
      dx[i] = g[i] * y[i];
    }
    double dot = sumOfRow(dx, from, n);
    for (int i = from; i < from + n; i++) {
      dx[i] = (g[i] - dot) * y[i];
    }
  }

  @Override
  public void logSlope(double[] g, double[] dx, int from, int n) {
    double total = sumOfRow(g, from, n);
    for (int i = from; i < from + n; i++) {
      dx[i] = g[i] - dx[i] * total;
    }
  }

  @Override
  public void logSlopeOfOne(double[] totals, int r, double[] dx, int from, int n) {
    double total = totals[r];
    for (int i = from; i < from + n; i++) {
      dx[i] = 0d - dx[i] * total;
    }
  }

  @Override
  public void startTotals(OneInEachRow g, int first, int end, double[] totals) {
    for (int r = first; r < end; r++) {
      totals[r - first] = g.isIgnored(r) ? 0d : 0d + g.doubleOf(r);
    }
  }

  @Override
  public void addOne(OneInEachRow g, int r, double[] dx, int n) {
    if (!g.isIgnored(r)) {
      int at = r * n + g.place(r);
      // What was taken from 0 is taken from the number instead.
      dx[at] = g.doubleOf(r) - (0d - dx[at]);
    }
  }
}
