package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import java.util.Arrays;

/// A reduction of integers; order does not matter to them.
record LongTree(ReductionJob job, LaneOp op, DType out, Object y) implements ReductionJob.Tree {
  private static final int BLOCK = Reduction.BLOCK;

  @Override
  public void row(int at, int to) {
    Axes reduced = job.reduced;
    int n = reduced.count();
    long[] block = new long[Math.min(n, BLOCK)];
    long s = op.integerIdentity();
    for (int i = 0; i < n; ) {
      int run = Math.min(Math.min(block.length, n - i), reduced.run(i));
      Widening.longs(job.in, job.x, at + reduced.at(i), reduced.innerStride(), run, block, 0);
      s = op.apply(s, combine(block, run));
      i += run;
    }
    Widening.write(out, s, y, to);
  }

  private long combine(long[] block, int count) {
    long s = op.integerIdentity();
    if (op == LaneOp.SUM) {
      for (int i = 0; i < count; i++) {
        s += block[i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        s = op.apply(s, block[i]);
      }
    }
    return s;
  }

  @Override
  public void columns(int at, int width, int to, int toStep) {
    long[] sums = new long[width];
    long[] row = new long[width];
    Arrays.fill(sums, op.integerIdentity());
    for (int i = 0; i < job.reduced.count(); i++) {
      Widening.longs(job.in, job.x, at + job.reduced.at(i), 1, width, row, 0);
      for (int j = 0; j < width; j++) {
        sums[j] = op.apply(sums[j], row[j]);
      }
    }
    for (int j = 0; j < width; j++) {
      Widening.write(out, sums[j], y, to + j * toStep);
    }
  }
}
