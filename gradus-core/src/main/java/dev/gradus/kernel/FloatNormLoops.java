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
  public void load(DType dtype, Object x, int at, int n, float[] to, int o) {
    Widening.floats(dtype, x, at, 1, n, to, o);
  }

  @Override
  public void store(float[] from, int o, int n, DType dtype, Object y, int at) {
    switch (y) {
      case float[] to -> System.arraycopy(from, o, to, at, n);
      case short[] to -> Halves.narrow(dtype, from, o, to, at, n);
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
  public double total(float[] x, int n) {
    return tree.row(x, 0, n);
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
  public void weigh(float[] g, float[] w, int n) {
    for (int i = 0; i < n; i++) {
      g[i] *= w[i];
    }
  }

  @Override
  public void spread(float[] d, double c, float[] v, float[] products, int n) {
    float centre = (float) c;
    for (int i = 0; i < n; i++) {
      float off = d[i] - centre;
      d[i] = off;
      products[i] = v[i] * off;
    }
  }

  @Override
  public void add(float[] sums, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += x[i];
    }
  }

  @Override
  public void drain(float[] sums, double[] to, int at, int n) {
    for (int i = 0; i < n; i++) {
      to[at + i] += sums[i];
      sums[i] = 0;
    }
  }
}
