package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import java.util.Arrays;

/// [NormLoops] in double; [FloatNormLoops] is the same text for the other type.
final class DoubleNormLoops implements NormLoops<double[]> {
  private final DoubleRowTree tree;

  DoubleNormLoops(long work) {
    this.tree = new DoubleRowTree(LaneOp.SUM, ReductionLoops.choose(LaneOp.SUM, true, work));
  }

  @Override
  public double[] row(int n) {
    return new double[n];
  }

  @Override
  public double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Override
  public double[] cast(Object array) {
    return (double[]) array;
  }

  @Override
  public void load(DType dtype, Object x, int at, int n, double[] to, int o) {
    Widening.doubles(dtype, x, at, 1, n, to, o);
  }

  @Override
  public void store(double[] from, int o, int n, DType dtype, Object y, int at) {
    System.arraycopy(from, o, y, at, n);
  }

  @Override
  public double round(double value) {
    return value;
  }

  @Override
  public double get(double[] x, int i) {
    return x[i];
  }

  @Override
  public void set(double[] x, int i, double value) {
    x[i] = value;
  }

  @Override
  public double sum(double[] x, int from, int to) {
    double total = 0;
    for (int start = from; start < to; start += Reduction.BLOCK) {
      total += tree.block(x, start, Math.min(Reduction.BLOCK, to - start));
    }
    return total;
  }

  @Override
  public double total(double[] x, int n) {
    return tree.row(x, 0, n);
  }

  @Override
  public void deviations(double[] x, int at, int n, double centre, Deviations sums) {
    tree.deviations(x, at, n, centre, sums);
  }

  @Override
  public void addRows(double[] x, int at, int rows, int n, double[] sums) {
    tree.addRows(x, at, rows, n, sums);
  }

  @Override
  public void weigh(double[] g, double[] w, int n) {
    for (int i = 0; i < n; i++) {
      g[i] *= w[i];
    }
  }

  @Override
  public void spread(double[] d, double c, double[] v, double[] products, int n) {
    double centre = c;
    for (int i = 0; i < n; i++) {
      double off = d[i] - centre;
      d[i] = off;
      products[i] = v[i] * off;
    }
  }

  @Override
  public void add(double[] sums, double[] x, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += x[i];
    }
  }

  @Override
  public void drain(double[] sums, double[] to, int at, int n) {
    for (int i = 0; i < n; i++) {
      to[at + i] += sums[i];
      sums[i] = 0;
    }
  }
}
