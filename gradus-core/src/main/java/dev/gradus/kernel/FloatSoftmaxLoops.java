package dev.gradus.kernel;

/// [SoftmaxLoops] in float; [DoubleSoftmaxLoops] is the same text for the other type.
final class FloatSoftmaxLoops implements SoftmaxLoops<float[]> {
  private static final int PIECE = SoftmaxRows.PIECE;

  /// Whether there are no vector loops yet.
  private final boolean plain;

  private final FloatRowTree largest;
  private final FloatRowTree sum;
  private float[] spare = {};

  FloatSoftmaxLoops(long work) {
    LaneLoops loops = ReductionLoops.choose(LaneOp.MAX, false, work);
    plain = loops instanceof FloatLanes;
    largest = new FloatRowTree(LaneOp.MAX, loops);
    sum = new FloatRowTree(LaneOp.SUM, ReductionLoops.choose(LaneOp.SUM, false, work));
  }

  @Override
  public float[] row(int n) {
    return new float[n];
  }

  @Override
  public float[] spare(int n) {
    if (spare.length < n) {
      spare = new float[n];
    }
    return spare;
  }

  @Override
  public float[] cast(Object array) {
    return (float[]) array;
  }

  @Override
  public boolean tops(float[] x, int at, int n, int m, float[] tops) {
    float[] ends = new float[2];
    boolean near = true;
    for (int r = 0; r < m; r++) {
      largest.range(x, at + r * n, n, ends);
      tops[r] = ends[0];
      near &= ends[0] - ends[1] < NEAR;
    }
    return near;
  }

  @Override
  public void shift(float[] x, int at, float[] y, int from, int n) {
    if (n <= FewTerms.MOST) {
      shiftFew(x, at, y, from, n);
      return;
    }
    float top = plain ? top(x, at, n) : largest.row(x, at, n);
    if (at != from) {
      System.arraycopy(x, at, y, from, n);
    }
    float[] a = at == from ? x : y;
    subtractRow(a, y, from, from + n, top);
  }

  private static void shiftFew(float[] x, int at, float[] y, int from, int n) {
    float top = OrderedBits.largest(x, at, n);
    for (int i = 0; i < n; i++) {
      y[from + i] = x[at + i] - top;
    }
  }

  /// The largest of `n` elements by comparisons: as long as they are not compiled, the methods that
  /// [FloatRowTree] calls take three times as long.
  private static float top(float[] x, int at, int n) {
    float top = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n && top <= Float.POSITIVE_INFINITY; i += PIECE) {
      top = top(x, at + i, at + Math.min(n, i + PIECE), top);
    }
    return top == 0 ? topZero(x, at, n) : top;
  }

  /// The largest with those before; a nan, if there is one.
  private static float top(float[] x, int from, int end, float before) {
    float top = before;
    for (int i = from; i < end; i++) {
      float v = x[i];
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
  private static float topZero(float[] x, int at, int n) {
    for (int i = at; i < at + n; i++) {
      if (Float.floatToRawIntBits(x[i]) == 0) {
        return 0f;
      }
    }
    return -0f;
  }

  private void subtractRow(float[] x, float[] y, int from, int end, float value) {
    if (!plain) {
      subtract(x, y, from, end, value);
      return;
    }
    for (int i = from; i < end; i += PIECE) {
      subtractPiece(x, y, i, Math.min(end, i + PIECE), value);
    }
  }

  private static void subtract(float[] x, float[] y, int from, int end, float value) {
    for (int i = from; i < end; i++) {
      y[i] = x[i] - value;
    }
  }

  // Apart, as the next: C2 unrolls a loop as often as it has seen it turn.
  private static void subtractPiece(float[] x, float[] y, int from, int end, float value) {
    for (int i = from; i < end; i++) {
      y[i] = x[i] - value;
    }
  }

  @Override
  public void addUp(float[] x, int from, int n, float[] sums, int r) {
    sums[r] = sumOfRow(x, from, n);
  }

  private float sumOfRow(float[] x, int from, int n) {
    return n <= FewTerms.MOST ? FewTerms.sum(x, from, n) : sum.row(x, from, n);
  }

  @Override
  public void divide(float[] y, int from, int n, float[] sums, int r) {
    if (!plain) {
      divide(y, from, from + n, sums[r]);
      return;
    }
    for (int i = from; i < from + n; i += PIECE) {
      dividePiece(y, i, Math.min(from + n, i + PIECE), sums[r]);
    }
  }

  private static void divide(float[] y, int from, int end, float divisor) {
    for (int i = from; i < end; i++) {
      y[i] /= divisor;
    }
  }

  private static void dividePiece(float[] y, int from, int end, float divisor) {
    for (int i = from; i < end; i++) {
      y[i] /= divisor;
    }
  }

  @Override
  public void subtract(float[] y, int from, int n, float[] sums, int r) {
    subtractRow(y, y, from, from + n, sums[r]);
  }

  @Override
  public void slope(float[] g, float[] y, float[] dx, int from, int n) {
    for (int i = from; i < from + n; i++) {
      dx[i] = g[i] * y[i];
    }
    float dot = sumOfRow(dx, from, n);
    for (int i = from; i < from + n; i++) {
      dx[i] = (g[i] - dot) * y[i];
    }
  }

  @Override
  public void logSlope(float[] g, float[] dx, int from, int n) {
    float total = sumOfRow(g, from, n);
    for (int i = from; i < from + n; i++) {
      dx[i] = g[i] - dx[i] * total;
    }
  }

  @Override
  public void logSlopeOfOne(float[] totals, int r, float[] dx, int from, int n) {
    float total = totals[r];
    for (int i = from; i < from + n; i++) {
      dx[i] = 0f - dx[i] * total;
    }
  }

  @Override
  public void startTotals(OneInEachRow g, int first, int end, float[] totals) {
    for (int r = first; r < end; r++) {
      totals[r - first] = g.isIgnored(r) ? 0f : 0f + g.floatOf(r);
    }
  }

  @Override
  public void addOne(OneInEachRow g, int r, float[] dx, int n) {
    if (!g.isIgnored(r)) {
      int at = r * n + g.place(r);
      // What was taken from 0 is taken from the number instead.
      dx[at] = g.floatOf(r) - (0f - dx[at]);
    }
  }
}
