package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Leaves;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Softmax of every row of a matrix, or its logarithm, and the gradient of that, in one pass over
/// memory: some rows at a time go through all steps while they are in the nearest cache.
///
/// The bits are those of the steps one by one over the whole matrix: a maximum, a difference, an
/// exponential, a sum in the tree of Note [The tree of a sum], a division.
///
/// @param dtype float32 or float64
/// @param rows how many rows
/// @param n elements of a row, at least 1
/// @param log whether the logarithm
/// @param minus whether of the elements negated
public record SoftmaxRows(DType dtype, int rows, int n, boolean log, boolean minus) {
  /// The longest row that stays in a cache near enough; longer ones are better cut into pieces,
  /// step by step.
  public static final int LONGEST = 1 << 15;

  /// Elements that go through all steps together.
  private static final int BLOCK = 4096;

  /// The shortest row that is worth sweeps of its own, but for rows without a rest.
  private static final int SWEPT = 64;

  /// Elements for which a task of its own pays.
  private static final int TASK = 1 << 15;

  /// Elements of a rehearsal.
  private static final int REHEARSED = 1 << 16;

  /// Elements of a row that loops take at a time when they may be cold, so that they are compiled
  /// within the first rows: Note [Pieces of a cold loop].
  static final int PIECE = 32;

  private static final long[] NONE = {};

  /// The number 0, given as one so that a difference stays one.
  private static final long[] ZERO = {0};

  /// Of results, logarithms and sums of rows.
  private static final int[] STEPS = {1, 1, 0};

  private static final class FloatExp {
    private static final PointwiseLoop LOOP = loop(Expr.x(0).exp(), Compute.FLOAT);
  }

  private static final class FloatLog {
    private static final PointwiseLoop LOOP = loop(Expr.x(0).log(), Compute.FLOAT);
  }

  private static final class DoubleExp {
    private static final PointwiseLoop LOOP = loop(Expr.x(0).exp(), Compute.DOUBLE);
  }

  private static final class DoubleLog {
    private static final PointwiseLoop LOOP = loop(Expr.x(0).log(), Compute.DOUBLE);
  }

  private static final class FloatMinus {
    private static final PointwiseLoop LOOP = loop(Expr.x(0).neg(), Compute.FLOAT);
  }

  private static final class DoubleMinus {
    private static final PointwiseLoop LOOP = loop(Expr.x(0).neg(), Compute.DOUBLE);
  }

  /// The gradient of a logarithm where nothing arrives, from it and the sum of what arrives in its
  /// row.
  private static final class FloatSlope {
    private static final PointwiseLoop LOOP = loop(slopeOfNone(), Compute.FLOAT);
  }

  private static final class DoubleSlope {
    private static final PointwiseLoop LOOP = loop(slopeOfNone(), Compute.DOUBLE);
  }

  private static Expr slopeOfNone() {
    return Expr.p(0).sub(Expr.x(0).exp().mul(Expr.x(1)));
  }

  private PointwiseLoop slope() {
    return dtype == DType.FLOAT64 ? DoubleSlope.LOOP : FloatSlope.LOOP;
  }

  private PointwiseLoop exp() {
    return dtype == DType.FLOAT64 ? DoubleExp.LOOP : FloatExp.LOOP;
  }

  private PointwiseLoop logarithm() {
    return dtype == DType.FLOAT64 ? DoubleLog.LOOP : FloatLog.LOOP;
  }

  private void negate(Object x, int at, Object y, int from, int count) {
    PointwiseLoop loop = dtype == DType.FLOAT64 ? DoubleMinus.LOOP : FloatMinus.LOOP;
    loop.run1(count, y, from, x, at, 1, NONE);
  }

  private static PointwiseLoop loop(Expr e, Compute compute) {
    DType type = compute == Compute.FLOAT ? DType.FLOAT32 : DType.FLOAT64;
    DType[] in = new DType[Leaves.usedInputs(e).length()];
    Arrays.fill(in, type);
    return PointwiseLoop.of(e, compute, type, in);
  }

  private static void apply(PointwiseLoop loop, Object x, int at, int count) {
    loop.run1(count, x, at, x, at, 1, NONE);
  }

  /// Runs over the first rows of `x` and forgets what they give, if there are many and the loops
  /// have hardly run: Note [Rehearsals] in [PointwiseLoop].
  public void rehearse(Object x, int xo) {
    int some = REHEARSED / n;
    if (rows > 4 * some && exp().isCold()) {
      SoftmaxRows first = new SoftmaxRows(dtype, some, n, log, minus);
      Object y = dtype == DType.FLOAT64 ? new double[some * n] : new float[some * n];
      first.inBlocks(new Forward(first, null, x, xo, y));
    }
  }

  /// Fills `y` from `x`, which is contiguous from `xo` on.
  public void forward(Object x, int xo, Object y) {
    SoftmaxSweeps sweeps = SoftmaxSweeps.of(dtype, log);
    boolean swept = (n >= SWEPT || n % LaneLoops.LANES == 0) && sweeps.ready((long) rows * n);
    inBlocks(new Forward(this, swept ? sweeps : null, x, xo, y));
  }

  private <A> void sweep(
      SoftmaxLoops<A> loops, SoftmaxSweeps sweeps, Object x, int xo, Object y, int first, int end) {
    int m = end - first;
    int at = xo + first * n;
    A tops = loops.row(m);
    A sums = loops.row(m);
    boolean near = loops.tops(loops.cast(x), at, n, m, tops);
    if (sweeps.run(near, n, m, x, at, tops, y, first * n, sums)) {
      finish(loops, loops.cast(y), sums, first, end);
    } else {
      forward(loops, x, xo, y, first, end);
    }
  }

  private <A> void finish(SoftmaxLoops<A> loops, A y, A sums, int first, int end) {
    if (log) {
      apply(logarithm(), sums, 0, end - first);
    }
    for (int r = first; r < end; r++) {
      if (log) {
        loops.subtract(y, r * n, n, sums, r - first);
      } else {
        loops.divide(y, r * n, n, sums, r - first);
      }
    }
  }

  private <A> void forward(SoftmaxLoops<A> loops, Object x, int xo, Object to, int first, int end) {
    A y = loops.cast(to);
    int from = first * n;
    int count = (end - first) * n;
    for (int r = first; r < end; r++) {
      loops.shift(loops.cast(x), xo + r * n, y, r * n, n);
    }
    A sums = loops.row(end - first);
    PointwiseLoop exp = exp();
    A powers = log ? loops.spare(count) : y;
    int at = log ? 0 : from;
    exp.run1(count, powers, at, y, from, 1, NONE);
    for (int r = 0; r < end - first; r++) {
      loops.addUp(powers, at + r * n, n, sums, r);
    }
    finish(loops, y, sums, first, end);
  }

  /// Fills `dx` with the gradient, given that of the results and the results, both contiguous from
  /// 0 on.
  public void backward(Object g, Object y, Object dx) {
    inBlocks(new Slopes(this, g, y, dx));
  }

  private <A> void backward(
      SoftmaxLoops<A> loops, Object g, Object y, Object dx, int first, int end) {
    A to = loops.cast(dx);
    A arrived = loops.cast(g);
    if (log) {
      int from = first * n;
      PointwiseLoop exp = exp();
      exp.run1((end - first) * n, dx, from, y, from, 1, NONE);
    }
    for (int r = first; r < end; r++) {
      if (log) {
        loops.logSlope(arrived, to, r * n, n);
      } else {
        loops.slope(arrived, loops.cast(y), to, r * n, n);
      }
    }
    if (minus) {
      negate(dx, first * n, dx, first * n, (end - first) * n);
    }
  }

  /// As [#backward(Object, Object, Object)] of the logarithm for a gradient that is not written
  /// out.
  public void backward(OneInEachRow g, Object y, Object dx) {
    inBlocks(new SlopesOfOne(this, g, y, dx));
  }

  private <A> void backward(
      SoftmaxLoops<A> loops, OneInEachRow g, Object y, Object dx, int first, int end) {
    A to = loops.cast(dx);
    A totals = loops.row(end - first);
    loops.startTotals(g, first, end, totals);
    int from = first * n;
    if (n >= SWEPT) {
      Object[] arrays = {dx, y, totals};
      int[] offsets = {from, from, 0};
      slope().rows(n, end - first, arrays, offsets, STEPS, new int[] {n, n, 1}, ZERO);
    } else {
      exp().run1((end - first) * n, dx, from, y, from, 1, NONE);
      for (int r = first; r < end; r++) {
        loops.logSlopeOfOne(totals, r - first, to, r * n, n);
      }
    }
    for (int r = first; r < end; r++) {
      loops.addOne(g, r, to, n);
    }
  }

  // Records where lambdas would do: Note [No lambda before the first result].

  /// Works on the rows from `first` to `end - 1`.
  private interface Block {
    void run(SoftmaxLoops<?> loops, int first, int end);
  }

  private record Forward(
      SoftmaxRows rows, @Nullable SoftmaxSweeps sweeps, Object x, int xo, Object y)
      implements Block {
    @Override
    public void run(SoftmaxLoops<?> loops, int first, int end) {
      if (rows.minus) {
        int from = first * rows.n;
        rows.negate(x, xo + from, y, from, (end - first) * rows.n);
        run(loops, y, 0, first, end);
      } else {
        run(loops, x, xo, first, end);
      }
    }

    private void run(SoftmaxLoops<?> loops, Object in, int at, int first, int end) {
      if (sweeps == null) {
        rows.forward(loops, in, at, y, first, end);
      } else {
        rows.sweep(loops, sweeps, in, at, y, first, end);
      }
    }
  }

  private record Slopes(SoftmaxRows rows, Object g, Object y, Object dx) implements Block {
    @Override
    public void run(SoftmaxLoops<?> loops, int first, int end) {
      rows.backward(loops, g, y, dx, first, end);
    }
  }

  private record SlopesOfOne(SoftmaxRows rows, OneInEachRow g, Object y, Object dx)
      implements Block {
    @Override
    public void run(SoftmaxLoops<?> loops, int first, int end) {
      rows.backward(loops, g, y, dx, first, end);
    }
  }

  private void inBlocks(Block block) {
    int each = Math.max(1, BLOCK / n);
    int blocks = (rows + each - 1) / each;
    int perTask = Math.max(1, TASK / (each * n));
    Parallel.run((blocks + perTask - 1) / perTask, new Task(this, block, each, blocks, perTask));
  }

  private record Task(SoftmaxRows rows, Block block, int each, int blocks, int perTask)
      implements IntConsumer {
    @Override
    public void accept(int task) {
      int most = Math.min(rows.rows, perTask * each);
      SoftmaxLoops<?> loops = SoftmaxLoops.of(rows.dtype, (long) most * rows.n);
      int end = Math.min(blocks, (task + 1) * perTask);
      for (int b = task * perTask; b < end; b++) {
        block.run(loops, b * each, Math.min(rows.rows, (b + 1) * each));
      }
    }
  }
}
