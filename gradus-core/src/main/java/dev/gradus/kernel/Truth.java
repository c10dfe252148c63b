package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// Whether any, or all, elements differ from zero; stops at the first that decides.
final class Truth implements ReductionJob.Tree {
  private static final int BLOCK = 256;

  private final ReductionJob job;
  private final boolean any;
  private final byte[] y;

  Truth(ReductionJob job, boolean any, byte[] y) {
    this.job = job;
    this.any = any;
    this.y = y;
  }

  @Override
  public ReductionJob job() {
    return job;
  }

  @Override
  public void row(int at, int to) {
    y[to] = (byte) (contains(at) == any ? 1 : 0);
  }

  @Override
  public void columns(int at, int width, int to, int toStep) {
    for (int j = 0; j < width; j++) {
      row(at + j, to + j * toStep);
    }
  }

  /// Whether there is an element that decides: one that is not zero for `any`, a zero for `all`.
  private boolean contains(int at) {
    int parts = job.in.isComplex() ? 2 : 1;
    DType real = job.in.toReal();
    Axes reduced = job.reduced;
    int n = reduced.count();
    double[] first = new double[Math.min(n, BLOCK)];
    double[] second = parts == 2 ? new double[first.length] : first;
    for (int i = 0; i < n; ) {
      int run = Math.min(Math.min(first.length, n - i), reduced.run(i));
      int from = parts * (at + reduced.at(i));
      int step = parts * reduced.innerStride();
      Widening.doubles(real, job.x, from, step, run, first, 0);
      if (parts == 2) {
        Widening.doubles(real, job.x, from + 1, step, run, second, 0);
      }
      for (int r = 0; r < run; r++) {
        if ((first[r] != 0 || second[r] != 0) == any) {
          return true;
        }
      }
      i += run;
    }
    return false;
  }
}
