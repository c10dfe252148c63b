package dev.gradus.kernel;

import java.util.Arrays;

/// [LaneLoops] for float in plain Java; [DoubleLanes] is the same text for double.
record FloatLanes(LaneOp op) implements LaneLoops {
  static LaneLoops of(LaneOp op) {
    return new FloatLanes(op);
  }

  @Override
  public void lanes(int count, Object x, int at, Object to, int o) {
    float[] from = (float[]) x;
    float[] y = (float[]) to;
    if (op == LaneOp.SUM) {
      for (int i = 0; i < LANES; i += 8) {
        sumEight(from, at + i, at + i + count * LANES, y, o + i);
      }
      return;
    }
    Arrays.fill(y, o, o + LANES, (float) op.identity());
    for (int s = at; s < at + count * LANES; s += LANES) {
      for (int i = 0; i < LANES; i++) {
        y[o + i] = op.apply(y[o + i], from[s + i]);
      }
    }
  }

  @Override
  public void sums(int rows, int count, Object x, int at, int step, Object to, int o) {
    float[] lanes = new float[LANES];
    for (int r = 0; r < rows; r++) {
      lanes(count, x, at + r * step, lanes, 0);
      ((float[]) to)[o + r] = FloatRowTree.sumOfLanes(lanes, 0, LANES);
    }
  }

  @Override
  public void columnSums(int count, int width, Object x, int at, int step, Object to, int o) {
    float[] lanes = new float[LANES * width];
    for (int t = 0; t < count; t++) {
      rows(LANES, width, x, at + t * LANES * step, step, lanes, 0, width);
    }
    FewTerms.foldRows(this, lanes, LANES, width);
    System.arraycopy(lanes, 0, to, o, width);
  }

  @Override
  public void range(int rows, int count, Object x, int at, int step, Object to, int o) {
    for (int r = 0; r < rows; r++) {
      rangeOfRow((float[]) x, at + r * step, count * LANES, (float[]) to, o + 2 * r);
    }
  }

  private static void rangeOfRow(float[] x, int at, int n, float[] ends, int o) {
    float largest = Float.NEGATIVE_INFINITY;
    float smallest = Float.POSITIVE_INFINITY;
    for (int i = at; i < at + n; i++) {
      largest = Math.max(largest, x[i]);
      smallest = Math.min(smallest, x[i]);
    }
    ends[o] = largest;
    ends[o + 1] = smallest;
  }

  @Override
  public void deviations(int count, Object x, int at, double centre, Object to, int o) {
    float[] from = (float[]) x;
    float[] y = (float[]) to;
    float c = (float) centre;
    Arrays.fill(y, o, o + 2 * LANES, 0);
    for (int s = at; s < at + count * LANES; s += LANES) {
      for (int i = 0; i < LANES; i++) {
        float d = from[s + i] - c;
        y[o + i] += d;
        y[o + LANES + i] += d * d;
      }
    }
  }

  private static void sumEight(float[] x, int at, int end, float[] to, int o) {
    float s0 = 0f;
    float s1 = 0f;
    float s2 = 0f;
    float s3 = 0f;
    float s4 = 0f;
    float s5 = 0f;
    float s6 = 0f;
    float s7 = 0f;
    for (int s = at; s < end; s += LANES) {
      s0 += x[s];
      s1 += x[s + 1];
      s2 += x[s + 2];
      s3 += x[s + 3];
      s4 += x[s + 4];
      s5 += x[s + 5];
      s6 += x[s + 6];
      s7 += x[s + 7];
    }
    to[o] = s0;
    to[o + 1] = s1;
    to[o + 2] = s2;
    to[o + 3] = s3;
    to[o + 4] = s4;
    to[o + 5] = s5;
    to[o + 6] = s6;
    to[o + 7] = s7;
  }

  @Override
  public void rows(int rows, int width, Object x, int at, int step, Object to, int o, int oStep) {
    float[] from = (float[]) x;
    float[] y = (float[]) to;
    for (int r = 0; r < rows; r++) {
      int source = at + r * step;
      int target = o + r * oStep;
      if (op == LaneOp.SUM) {
        for (int j = 0; j < width; j++) {
          y[target + j] += from[source + j];
        }
      } else {
        for (int j = 0; j < width; j++) {
          y[target + j] = op.apply(y[target + j], from[source + j]);
        }
      }
    }
  }
}
