package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The first greatest (or least) element of each result: its index and, where asked for, the
/// element itself. A nan beats every number.
///
/// All real types but int64 fit into double and keep their order there.
final class Extremes implements ReductionJob.Tree {
  private static final int BLOCK = 1024;

  private final ReductionJob job;
  private final boolean greatest;
  private final @Nullable Object values;
  private final long[] indices;

  Extremes(ReductionJob job, boolean greatest, @Nullable Object values, long[] indices) {
    this.job = job;
    this.greatest = greatest;
    this.values = values;
    this.indices = indices;
  }

  @Override
  public ReductionJob job() {
    return job;
  }

  @Override
  public void row(int at, int to) {
    write(at, job.in == DType.INT64 ? firstLong(at) : firstDouble(at), to);
  }

  /// Neighbouring floats: the extreme by vectors, then where it is.
  @Override
  public void rows(int first, int end) {
    if (job.in != DType.FLOAT32 || !job.reduced.isContiguous()) {
      ReductionJob.Tree.super.rows(first, end);
      return;
    }
    int n = job.reduced.count();
    LaneOp op = greatest ? LaneOp.MAX : LaneOp.MIN;
    FloatRowTree tree = new FloatRowTree(op, ReductionLoops.choose(op, false, job.work()));
    float[] x = (float[]) job.x;
    for (int i = first; i < end; i++) {
      int at = job.at(i);
      write(at, place(x, at, n, tree.row(x, at, n)), job.to(i));
    }
  }

  /// The first of the elements that equal an extreme, or the first nan if that is one.
  private static int place(float[] x, int at, int n, float extreme) {
    if (Float.isNaN(extreme)) {
      int i = 0;
      while (!Float.isNaN(x[at + i])) {
        i++;
      }
      return i;
    }
    for (int i = 0; i < n; i++) {
      if (x[at + i] == extreme) {
        return i;
      }
    }
    return 0;
  }

  private void write(int at, long index, int to) {
    indices[to] = index;
    if (values != null) {
      System.arraycopy(job.x, at + job.reduced.at((int) index), values, to, 1);
    }
  }

  private int firstDouble(int at) {
    Axes reduced = job.reduced;
    int n = reduced.count();
    double[] block = new double[Math.min(n, BLOCK)];
    double extreme = greatest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    int best = 0;
    for (int i = 0; i < n; ) {
      int run = Math.min(Math.min(block.length, n - i), reduced.run(i));
      Widening.doubles(job.in, job.x, at + reduced.at(i), reduced.innerStride(), run, block, 0);
      for (int r = 0; r < run; r++) {
        double v = block[r];
        // The negated comparison is true for a nan too.
        if (greatest ? !(v <= extreme) : !(v >= extreme)) {
          extreme = v;
          best = i + r;
          if (Double.isNaN(v)) {
            return best;
          }
        }
      }
      i += run;
    }
    return best;
  }

  private int firstLong(int at) {
    Axes reduced = job.reduced;
    int n = reduced.count();
    long[] block = new long[Math.min(n, BLOCK)];
    long extreme = greatest ? Long.MIN_VALUE : Long.MAX_VALUE;
    int best = 0;
    for (int i = 0; i < n; ) {
      int run = Math.min(Math.min(block.length, n - i), reduced.run(i));
      Widening.longs(job.in, job.x, at + reduced.at(i), reduced.innerStride(), run, block, 0);
      for (int r = 0; r < run; r++) {
        if (greatest ? block[r] > extreme : block[r] < extreme) {
          extreme = block[r];
          best = i + r;
        }
      }
      i += run;
    }
    return best;
  }

  @Override
  public void columns(int at, int width, int to, int toStep) {
    long[] best = new long[width];
    if (job.in == DType.INT64) {
      longColumns(at, width, best);
    } else {
      doubleColumns(at, width, best);
    }
    for (int j = 0; j < width; j++) {
      write(at + j, best[j], to + j * toStep);
    }
  }

  private void doubleColumns(int at, int width, long[] best) {
    double[] extremes = new double[width];
    double[] row = new double[width];
    Arrays.fill(extremes, greatest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    for (int i = 0; i < job.reduced.count(); i++) {
      Widening.doubles(job.in, job.x, at + job.reduced.at(i), 1, width, row, 0);
      for (int j = 0; j < width; j++) {
        double v = row[j];
        boolean beaten = greatest ? !(v <= extremes[j]) : !(v >= extremes[j]);
        if (beaten && !Double.isNaN(extremes[j])) {
          extremes[j] = v;
          best[j] = i;
        }
      }
    }
  }

  private void longColumns(int at, int width, long[] best) {
    long[] extremes = new long[width];
    long[] row = new long[width];
    Arrays.fill(extremes, greatest ? Long.MIN_VALUE : Long.MAX_VALUE);
    for (int i = 0; i < job.reduced.count(); i++) {
      Widening.longs(job.in, job.x, at + job.reduced.at(i), 1, width, row, 0);
      for (int j = 0; j < width; j++) {
        if (greatest ? row[j] > extremes[j] : row[j] < extremes[j]) {
          extremes[j] = row[j];
          best[j] = i;
        }
      }
    }
  }
}
