package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// The tree of a reduction in double; [FloatTree] is the same for float, where elements are
/// combined as they are. See Note [The tree of a sum] in [Reduction].
record DoubleTree(
    ReductionJob job, LaneOp op, LaneLoops loops, DoubleSource source, DType out, Object y)
    implements ReductionJob.Tree {
  private static final int LANES = LaneLoops.LANES;
  private static final int BLOCK = Reduction.BLOCK;
  private static final int BLOCKS_IN_TASK = 32;

  /// A column of few elements, among which each lane has few, is best added up in registers: so
  /// many elements, and from the first to the last so many places, at most.
  private static final int FEW = 4 * LANES;

  private static final int NEAR = 1 << 15;

  @Override
  public void row(int at, int to) {
    int n = job.reduced.count();
    int blocks = Math.max(1, (n + BLOCK - 1) / BLOCK);
    double[] parts = new double[blocks];
    if (blocks >= 2 * BLOCKS_IN_TASK && job.isSingle()) {
      int tasks = (blocks + BLOCKS_IN_TASK - 1) / BLOCKS_IN_TASK;
      Parallel.run(tasks, new Task(this, at, parts));
    } else {
      blocks(at, 0, blocks, parts);
    }
    Widening.write(out, DoubleRowTree.combined(op, parts), y, to);
  }

  /// Some blocks of a row: Note [No lambda before the first result].
  private record Task(DoubleTree tree, int at, double[] parts) implements IntConsumer {
    @Override
    public void accept(int task) {
      int first = task * BLOCKS_IN_TASK;
      tree.blocks(at, first, Math.min(parts.length, first + BLOCKS_IN_TASK), parts);
    }
  }

  @Override
  public void rows(int first, int end) {
    int n = job.reduced.count();
    if (n > BLOCK || !isInPlace()) {
      ReductionJob.Tree.super.rows(first, end);
      return;
    }
    DoubleRowTree tree = new DoubleRowTree(op, loops);
    boolean direct = out == DType.FLOAT64;
    double[] results = direct ? (double[]) y : new double[end - first];
    int o = direct ? job.to(first) : 0;
    for (int i = first; i < end; ) {
      int run = Math.min(end - i, job.run(i));
      tree.blocks(source, run, n, job.x, job.at(i), job.step(), results, o + i - first);
      i += run;
    }
    if (!direct) {
      for (int i = first; i < end; i++) {
        Widening.write(out, results[i - first], y, job.to(i));
      }
    }
  }

  private boolean isInPlace() {
    return job.in == source.type() && job.reduced.isContiguous();
  }

  private void blocks(int at, int first, int end, double[] parts) {
    int n = job.reduced.count();
    DoubleRowTree tree = new DoubleRowTree(op, loops);
    if (isInPlace()) {
      int whole = Math.min(end, n / BLOCK);
      tree.blocks(source, whole - first, BLOCK, job.x, at + first * BLOCK, BLOCK, parts, first);
      if (whole < end) {
        tree.blocks(source, 1, n - whole * BLOCK, job.x, at + whole * BLOCK, 0, parts, whole);
      }
      return;
    }
    double[] x = new double[Math.min(n, BLOCK)];
    for (int b = first; b < end; b++) {
      int start = b * BLOCK;
      int count = Math.min(BLOCK, n - start);
      gather(at, start, count, x);
      parts[b] = tree.block(x, 0, count);
    }
  }

  /// Copies `count` elements from number `start` on, in logical order.
  private void gather(int at, int start, int count, double[] to) {
    Axes reduced = job.reduced;
    for (int i = 0; i < count; ) {
      int run = Math.min(count - i, reduced.run(start + i));
      int from = at + reduced.at(start + i);
      source.copy(job.in, job.x, from, reduced.innerStride(), run, to, i);
      i += run;
    }
  }

  @Override
  public void columns(int at, int width, int to, int toStep) {
    int n = job.reduced.count();
    if (isFewWholeLanes(n, width)) {
      wholeLanes(n / LANES, at, width, to, toStep);
      return;
    }
    int blocks = Math.max(1, (n + BLOCK - 1) / BLOCK);
    double[] lanes = new double[Math.clamp(n, 1, LANES) * width];
    double[] parts = blocks == 1 ? lanes : new double[blocks * width];
    double[] rowCopy = job.in == source.type() ? lanes : new double[width];
    for (int b = 0; b < blocks; b++) {
      int start = b * BLOCK;
      int count = Math.min(BLOCK, n - start);
      if (b > 0 || op.identity() != 0) {
        Arrays.fill(lanes, op.identity());
      }
      combineRows(at, start, count, width, lanes, rowCopy);
      foldRows(count, width, lanes);
      if (blocks > 1) {
        System.arraycopy(lanes, 0, parts, b * width, width);
      }
    }
    for (int count = blocks; count > 1; count = (count + 1) / 2) {
      for (int i = 0; i < count / 2; i++) {
        int left = 2 * i * width;
        loops.rows(1, width, parts, left + width, 0, parts, left, 0);
        System.arraycopy(parts, left, parts, i * width, width);
      }
      if (count % 2 == 1) {
        System.arraycopy(parts, (count - 1) * width, parts, count / 2 * width, width);
      }
    }
    write(parts, width, to, toStep);
  }

  private void write(double[] sums, int width, int to, int toStep) {
    if (out == DType.FLOAT64 && toStep == 1) {
      System.arraycopy(sums, 0, y, to, width);
      return;
    }
    for (int j = 0; j < width; j++) {
      Widening.write(out, sums[j], y, to + j * toStep);
    }
  }

  /// Whether a column has so few elements that its lanes are best added up in registers.
  private boolean isFewWholeLanes(int n, int width) {
    return op == LaneOp.SUM
        && n % LANES == 0
        && n > 0
        && n <= FEW
        && (long) n * job.reduced.innerStride() <= NEAR
        && width >= LANES / 2
        && job.in == source.type()
        && job.reduced.rank() == 1;
  }

  private void wholeLanes(int count, int at, int width, int to, int toStep) {
    int step = job.reduced.innerStride();
    if (out == DType.FLOAT64 && toStep == 1) {
      source.loops().columnSums(count, width, job.x, at, step, y, to);
    } else {
      double[] sums = new double[width];
      source.loops().columnSums(count, width, job.x, at, step, sums, 0);
      write(sums, width, to, toStep);
    }
  }

  private void foldRows(int count, int width, double[] lanes) {
    if (op == LaneOp.SUM && FewTerms.inChains(count)) {
      FewTerms.foldRowsInChains(loops, lanes, count, width);
    } else {
      FewTerms.foldRows(loops, lanes, count, width);
    }
  }

  /// Element `i` of the block belongs to lane `i mod 32`, here a row of `lanes`.
  private void combineRows(
      int at, int start, int count, int width, double[] lanes, double[] rowCopy) {
    Axes reduced = job.reduced;
    boolean inPlace = job.in == source.type();
    int step = reduced.innerStride();
    if (inPlace && reduced.rank() <= 1 && step != width && count >= 2 * LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        int rows = (count - lane + LANES - 1) / LANES;
        int from = at + (start + lane) * step;
        source.loops().columns(rows, width, job.x, from, LANES * step, lanes, lane * width);
      }
      return;
    }
    for (int i = 0; i < count; ) {
      int lane = i % LANES;
      int run = Math.min(Math.min(count - i, LANES - lane), reduced.run(start + i));
      int from = at + reduced.at(start + i);
      if (inPlace && step == width) {
        // Rows without gaps between them are one long row.
        source.loops().rows(1, run * width, job.x, from, 0, lanes, lane * width, 0);
      } else if (inPlace) {
        source.loops().rows(run, width, job.x, from, step, lanes, lane * width, width);
      } else {
        for (int r = 0; r < run; r++) {
          source.copy(job.in, job.x, from + r * step, 1, width, rowCopy, 0);
          loops.rows(1, width, rowCopy, 0, 0, lanes, (lane + r) * width, 0);
        }
      }
      i += run;
    }
  }
}
