package dev.gradus.kernel;

import java.util.Arrays;

/// [LaneLoops] in plain Java that add up terms of floats or doubles in double.
///
/// @param narrow whether the elements are floats
record TermLanes(Term term, boolean narrow) implements LaneLoops {
  @Override
  public void lanes(int count, Object x, int at, Object to, int o) {
    double[] y = (double[]) to;
    Arrays.fill(y, o, o + LANES, 0);
    for (int t = 0; t < count; t++) {
      rows(1, LANES, x, at + t * LANES, 0, y, o, 0);
    }
  }

  @Override
  public void rows(int rows, int width, Object x, int at, int step, Object to, int o, int oStep) {
    double[] y = (double[]) to;
    for (int r = 0; r < rows; r++) {
      if (narrow) {
        addFloats(width, (float[]) x, at + r * step, y, o + r * oStep);
      } else {
        addDoubles(width, (double[]) x, at + r * step, y, o + r * oStep);
      }
    }
  }

  private void addFloats(int n, float[] x, int at, double[] y, int o) {
    switch (term) {
      case SELF -> {
        for (int i = 0; i < n; i++) {
          y[o + i] += x[at + i];
        }
      }
      case SQUARE -> {
        for (int i = 0; i < n; i++) {
          double d = x[at + i];
          y[o + i] += d * d;
        }
      }
      case SIZE -> {
        for (int i = 0; i < n; i++) {
          y[o + i] += Math.abs((double) x[at + i]);
        }
      }
    }
  }

  private void addDoubles(int n, double[] x, int at, double[] y, int o) {
    for (int i = 0; i < n; i++) {
      y[o + i] += term.of(x[at + i]);
    }
  }

  @Override
  public void sums(int rows, int count, Object x, int at, int step, Object to, int o) {
    double[] lanes = new double[LANES];
    for (int r = 0; r < rows; r++) {
      lanes(count, x, at + r * step, lanes, 0);
      ((double[]) to)[o + r] = DoubleRowTree.sumOfLanes(lanes, 0, LANES);
    }
  }

  @Override
  public void columnSums(int count, int width, Object x, int at, int step, Object to, int o) {
    double[] lanes = new double[LANES * width];
    for (int t = 0; t < count; t++) {
      rows(LANES, width, x, at + t * LANES * step, step, lanes, 0, width);
    }
    FewTerms.foldRows(new DoubleLanes(LaneOp.SUM), lanes, LANES, width);
    System.arraycopy(lanes, 0, to, o, width);
  }

  @Override
  public void range(int rows, int count, Object x, int at, int step, Object to, int o) {
    throw new AssertionError("terms have no order");
  }

  @Override
  public void deviations(int count, Object x, int at, double centre, Object to, int o) {
    throw new AssertionError("terms have no centre");
  }
}
