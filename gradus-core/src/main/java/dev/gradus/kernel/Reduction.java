package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// Reductions of any dtype over any dimensions of a strided view.
///
/// The view is given by its kept and its reduced dimensions, each in logical order; offsets and
/// strides count elements of the dtype (a complex element takes two places of its array). Results
/// are written side by side, from index `yo` on, in the order of the kept dimensions.
///
/// ## Note [The tree of a sum]
///
/// The elements of one result, in the row-major order of the reduced dimensions, are taken in
/// blocks of [#BLOCK]. In a block, element `i` is added to lane `i mod 32` (lanes start at the
/// identity); then lane `i` takes lane `i + 16`, `i + 8`, `i + 4`, `i + 2`, `i + 1`. Block results
/// are combined pairwise, neighbours first. The tree is the same for every machine, layout and
/// number of threads: 32 lanes are two vectors of 512 bits or eight of 128, and enough to hide the
/// latency of an addition. Products, maxima and minima use the same tree. The rounding error of a
/// sum grows with the logarithm of its length, but for 128 additions in a lane.
///
/// Fewer than 16 elements are added up as PyTorch adds up so many rows, to the bit: element `i` to
/// chain `i mod 4`, but what is left of the last four to chain 0; then chain 0 takes chains 1, 2,
/// 3.
///
/// float16 and bfloat16 are combined in float, or in double if `out` is float64, and rounded once.
/// Integers and bool are combined in int64 with wrap-around. The maximum or minimum of values among
/// which is a nan is nan; of zeros, +0 is greater than −0. Over no elements a sum is 0, a product
/// 1, a maximum −∞ or the smallest int64 (callers refuse that).
public final class Reduction {
  /// Elements in a block of the tree.
  static final int BLOCK = 4096;

  private Reduction() {}

  /// Sums.
  public static void sum(
      DType in,
      DType out,
      long[] keptSizes,
      long[] keptStrides,
      long[] reducedSizes,
      long[] reducedStrides,
      Object x,
      long xo,
      Object y,
      int yo) {
    if (in.isComplex()) {
      // The parts are two sums side by side.
      sum(
          in.toReal(),
          out.toReal(),
          append(keptSizes, 1, 2),
          append(keptStrides, 2, 1),
          reducedSizes,
          append(reducedStrides, 2),
          x,
          2 * xo,
          y,
          2 * yo);
      return;
    }
    ReductionJob job =
        new ReductionJob(in, keptSizes, keptStrides, reducedSizes, reducedStrides, x, xo, yo);
    reduce(LaneOp.SUM, job, out, y);
  }

  /// Products. Complex ones are formed by ascending index.
  public static void prod(
      DType in,
      DType out,
      long[] keptSizes,
      long[] keptStrides,
      long[] reducedSizes,
      long[] reducedStrides,
      Object x,
      long xo,
      Object y,
      int yo) {
    ReductionJob job =
        new ReductionJob(in, keptSizes, keptStrides, reducedSizes, reducedStrides, x, xo, yo);
    if (in.isComplex()) {
      job.runRows(new ComplexProduct(job, y));
    } else {
      reduce(LaneOp.PROD, job, out, y);
    }
  }

  /// Maxima, of the dtype of `x`.
  public static void max(
      DType dtype,
      long[] keptSizes,
      long[] keptStrides,
      long[] reducedSizes,
      long[] reducedStrides,
      Object x,
      long xo,
      Object y,
      int yo) {
    ReductionJob job =
        new ReductionJob(dtype, keptSizes, keptStrides, reducedSizes, reducedStrides, x, xo, yo);
    reduce(LaneOp.MAX, job, dtype, y);
  }

  /// Minima, of the dtype of `x`.
  public static void min(
      DType dtype,
      long[] keptSizes,
      long[] keptStrides,
      long[] reducedSizes,
      long[] reducedStrides,
      Object x,
      long xo,
      Object y,
      int yo) {
    ReductionJob job =
        new ReductionJob(dtype, keptSizes, keptStrides, reducedSizes, reducedStrides, x, xo, yo);
    reduce(LaneOp.MIN, job, dtype, y);
  }

  /// Maxima of absolute values, of the dtype of `x`.
  public static void maxSize(
      DType dtype,
      long[] keptSizes,
      long[] keptStrides,
      long[] reducedSizes,
      long[] reducedStrides,
      Object x,
      long xo,
      Object y,
      int yo) {
    ReductionJob job =
        new ReductionJob(dtype, keptSizes, keptStrides, reducedSizes, reducedStrides, x, xo, yo);
    reduce(LaneOp.MAX_SIZE, job, dtype, y);
  }

  /// The index of the first maximum in the order of the reduced dimensions; a nan counts as
  /// greatest.
  public static void argmax(
      DType in,
      long[] keptSizes,
      long[] keptStrides,
      long[] reducedSizes,
      long[] reducedStrides,
      Object x,
      long xo,
      long[] indices,
      int yo) {
    ReductionJob job =
        new ReductionJob(in, keptSizes, keptStrides, reducedSizes, reducedStrides, x, xo, yo);
    job.run(new Extremes(job, true, null, indices));
  }

  /// The index of the first minimum in the order of the reduced dimensions; a nan counts as least.
  public static void argmin(
      DType in,
      long[] keptSizes,
      long[] keptStrides,
      long[] reducedSizes,
      long[] reducedStrides,
      Object x,
      long xo,
      long[] indices,
      int yo) {
    ReductionJob job =
        new ReductionJob(in, keptSizes, keptStrides, reducedSizes, reducedStrides, x, xo, yo);
    job.run(new Extremes(job, false, null, indices));
  }

  /// Maxima with the index of the first of each: [#argmax] and the element there.
  public static void maxWithIndices(
      DType dtype,
      long[] keptSizes,
      long[] keptStrides,
      long[] reducedSizes,
      long[] reducedStrides,
      Object x,
      long xo,
      Object values,
      long[] indices,
      int yo) {
    ReductionJob job =
        new ReductionJob(dtype, keptSizes, keptStrides, reducedSizes, reducedStrides, x, xo, yo);
    job.run(new Extremes(job, true, values, indices));
  }

  /// Minima with the index of the first of each: [#argmin] and the element there.
  public static void minWithIndices(
      DType dtype,
      long[] keptSizes,
      long[] keptStrides,
      long[] reducedSizes,
      long[] reducedStrides,
      Object x,
      long xo,
      Object values,
      long[] indices,
      int yo) {
    ReductionJob job =
        new ReductionJob(dtype, keptSizes, keptStrides, reducedSizes, reducedStrides, x, xo, yo);
    job.run(new Extremes(job, false, values, indices));
  }

  /// Whether any element is not zero (nan is not), as bool.
  public static void any(
      DType in,
      long[] keptSizes,
      long[] keptStrides,
      long[] reducedSizes,
      long[] reducedStrides,
      Object x,
      long xo,
      byte[] y,
      int yo) {
    ReductionJob job =
        new ReductionJob(in, keptSizes, keptStrides, reducedSizes, reducedStrides, x, xo, yo);
    job.run(new Truth(job, true, y));
  }

  /// Whether all elements are not zero, as bool.
  public static void all(
      DType in,
      long[] keptSizes,
      long[] keptStrides,
      long[] reducedSizes,
      long[] reducedStrides,
      Object x,
      long xo,
      byte[] y,
      int yo) {
    ReductionJob job =
        new ReductionJob(in, keptSizes, keptStrides, reducedSizes, reducedStrides, x, xo, yo);
    job.run(new Truth(job, false, y));
  }

  /// Adds the same `n` floats or doubles, from `x[at]` on, to each of `rows` rows side by side.
  public static void addToRows(int rows, int n, Object x, int at, Object y) {
    LaneLoops loops = ReductionLoops.choose(LaneOp.SUM, y instanceof double[], (long) rows * n);
    loops.rows(rows, n, x, at, 0, y, 0, n);
  }

  /// Compiles the vector loops now rather than when they pay: for programs that measure time.
  public static void warmUp() {
    ReductionLoops.warmUp();
  }

  private static void reduce(LaneOp op, ReductionJob job, DType out, Object y) {
    if (job.in.isIntegral()) {
      job.run(new LongTree(job, op, out, y));
    } else if (out == DType.FLOAT64) {
      LaneLoops loops = ReductionLoops.choose(op, true, job.work());
      boolean widened = op == LaneOp.SUM && job.in == DType.FLOAT32;
      DoubleSource source =
          widened ? DoubleSource.terms(job.in, Term.SELF, job.work()) : DoubleSource.plain(loops);
      job.run(new DoubleTree(job, op, loops, source, out, y));
    } else {
      job.run(new FloatTree(job, op, ReductionLoops.choose(op, false, job.work()), out, y));
    }
  }

  /// Sums of squares, exact up to the additions where elements are floats.
  public static void squares(
      DType in,
      long[] keptSizes,
      long[] keptStrides,
      long[] reducedSizes,
      long[] reducedStrides,
      Object x,
      long xo,
      double[] y,
      int yo) {
    addTerms(
        Term.SQUARE,
        new ReductionJob(in, keptSizes, keptStrides, reducedSizes, reducedStrides, x, xo, yo),
        y);
  }

  /// Sums of absolute values.
  public static void sizes(
      DType in,
      long[] keptSizes,
      long[] keptStrides,
      long[] reducedSizes,
      long[] reducedStrides,
      Object x,
      long xo,
      double[] y,
      int yo) {
    addTerms(
        Term.SIZE,
        new ReductionJob(in, keptSizes, keptStrides, reducedSizes, reducedStrides, x, xo, yo),
        y);
  }

  private static void addTerms(Term term, ReductionJob job, double[] y) {
    LaneLoops loops = ReductionLoops.choose(LaneOp.SUM, true, job.work());
    DoubleSource source = DoubleSource.terms(job.in, term, job.work());
    job.run(new DoubleTree(job, LaneOp.SUM, loops, source, DType.FLOAT64, y));
  }

  /// `values`, each multiplied by `factor`, then `more`.
  private static long[] append(long[] values, int factor, long... more) {
    long[] all = new long[values.length + more.length];
    for (int i = 0; i < values.length; i++) {
      all[i] = factor * values[i];
    }
    System.arraycopy(more, 0, all, values.length, more.length);
    return all;
  }
}
