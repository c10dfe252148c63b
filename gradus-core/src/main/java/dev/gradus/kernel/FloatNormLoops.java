package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import java.util.Arrays;

/// [NormLoops] in float; [DoubleNormLoops] is the same text for the other type.
final class FloatNormLoops implements NormLoops<float[]> {
  private final FloatRowTree tree;

  FloatNormLoops(long work) {
    this.tree = new FloatRowTree(LaneOp.SUM, ReductionLoops.choose(LaneOp.SUM, false, work));
  }

  @Override
  public float[] row(int n) {
    return new float[n];
  }

  @Override
  public float[] ones(int n) {
    float[] ones = new float[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Override
  public float[] cast(Object array) {
    return (float[]) array;
  }

  @Override
  public void load(DType dtype, Object x, int at, int step, int n, float[] to, int o) {
    Widening.floats(dtype, x, at, step, n, to, o);
  }

  @Override
  public void store(float[] from, int o, int n, DType dtype, Object y, int at, int step) {
    switch (y) {
      case float[] to when step == 1 -> System.arraycopy(from, o, to, at, n);
      case float[] to -> {
        for (int i = 0; i < n; i++) {
          to[at + i * step] = from[o + i];
        }
      }
      case short[] to when step == 1 -> Halves.narrow(dtype, from, o, to, at, n);
      case short[] to -> {
        for (int i = 0; i < n; i++) {
          to[at + i * step] = Halves.narrow(dtype, from[o + i]);
        }
      }
      default -> throw new AssertionError(y.getClass());
    }
  }

  @Override
  public double round(double value) {
    return (float) value;
  }

  @Override
  public double get(float[] x, int i) {
    return x[i];
  }

  @Override
  public void set(float[] x, int i, double value) {
    x[i] = (float) value;
  }

  @Override
  public double sum(float[] x, int from, int to) {
    double total = 0;
    for (int start = from; start < to; start += Reduction.BLOCK) {
      total += tree.block(x, start, Math.min(Reduction.BLOCK, to - start));
    }
    return total;
  }

  @Override
  public void deviations(float[] x, int at, int n, double centre, Deviations sums) {
    tree.deviations(x, at, n, centre, sums);
  }

  @Override
  public void addRows(float[] x, int at, int rows, int n, float[] sums) {
    tree.addRows(x, at, rows, n, sums);
  }

  @Override
  public void centre(float[] d, double mean, float[] squares, int n) {
    float m = (float) mean;
    for (int i = 0; i < n; i++) {
      float off = d[i] - m;
      d[i] = off;
      squares[i] = off * off;
    }
  }

  @Override
  public void finish(
      float[] d, double first, double shift, double scale, double b, int from, int to) {
    float f = (float) first;
    float s = (float) shift;
    float r = (float) scale;
    float c = (float) b;
    for (int i = from; i < to; i++) {
      d[i] = (d[i] - f - s) * r + c;
    }
  }

  @Override
  public void weigh(float[] g, float[] w, float[] h, float[] v, float[] products, int n) {
    for (int i = 0; i < n; i++) {
      float weighed = g[i] * w[i];
      v[i] = weighed;
      products[i] = weighed * h[i];
    }
  }

  @Override
  public void multiply(float[] g, float[] h, float[] products, int n) {
    for (int i = 0; i < n; i++) {
      products[i] = g[i] * h[i];
    }
  }

  @Override
  public void add(float[] sums, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += x[i];
    }
  }

  @Override
  public void slope(
      float[] h, float[] v, double w, double scale, double a, double c, int from, int to) {
    float weight = (float) w;
    float r = (float) scale;
    float mean = (float) a;
    float share = (float) c;
    for (int i = from; i < to; i++) {
      h[i] = r * (weight * v[i] - mean - share * h[i]);
    }
  }
}
