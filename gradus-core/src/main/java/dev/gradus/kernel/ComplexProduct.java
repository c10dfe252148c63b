package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// Products of complex numbers by ascending index, formed in double and rounded once.
record ComplexProduct(ReductionJob job, Object y) implements ReductionJob.Tree {

  @Override
  public void row(int at, int to) {
    double[] pair = new double[2];
    double re = 1;
    double im = 0;
    DType real = job.in.toReal();
    for (int i = 0; i < job.reduced.count(); i++) {
      Widening.doubles(real, job.x, 2 * (at + job.reduced.at(i)), 1, 2, pair, 0);
      double next = re * pair[0] - im * pair[1];
      im = re * pair[1] + im * pair[0];
      re = next;
    }
    Widening.write(real, re, y, 2 * to);
    Widening.write(real, im, y, 2 * to + 1);
  }

  @Override
  public void columns(int at, int width, int to, int toStep) {
    for (int j = 0; j < width; j++) {
      row(at + j, to + j * toStep);
    }
  }
}
