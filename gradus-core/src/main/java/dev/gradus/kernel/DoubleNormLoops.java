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
  public void load(DType dtype, Object x, int at, int step, int n, double[] to, int o) {
    Widening.doubles(dtype, x, at, step, n, to, o);
  }

  @Override
  public void store(double[] from, int o, int n, DType dtype, Object y, int at, int step) {
    double[] to = (double[]) y;
    if (step == 1) {
      System.arraycopy(from, o, to, at, n);
    } else {
      for (int i = 0; i < n; i++) {
        to[at + i * step] = from[o + i];
      }
    }
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
  public void deviations(double[] x, int at, int n, double centre, Deviations sums) {
    tree.deviations(x, at, n, centre, sums);
  }

  @Override
  public void addRows(double[] x, int at, int rows, int n, double[] sums) {
    tree.addRows(x, at, rows, n, sums);
  }

  @Override
  public void centre(double[] d, double mean, double[] squares, int n) {
    for (int i = 0; i < n; i++) {
      double off = d[i] - mean;
      d[i] = off;
      squares[i] = off * off;
    }
  }

  @Override
  public void finish(
      double[] d, double first, double shift, double scale, double b, int from, int to) {
    for (int i = from; i < to; i++) {
      d[i] = (d[i] - first - shift) * scale + b;
    }
  }

  @Override
  public void weigh(double[] g, double[] w, double[] h, double[] v, double[] products, int n) {
    for (int i = 0; i < n; i++) {
      double weighed = g[i] * w[i];
      v[i] = weighed;
      products[i] = weighed * h[i];
    }
  }

  @Override
  public void multiply(double[] g, double[] h, double[] products, int n) {
    for (int i = 0; i < n; i++) {
      products[i] = g[i] * h[i];
    }
  }

  @Override
  public void add(double[] sums, double[] x, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += x[i];
    }
  }

  @Override
  public void slope(
      double[] h, double[] v, double w, double scale, double a, double c, int from, int to) {
    for (int i = from; i < to; i++) {
      h[i] = scale * (w * v[i] - a - c * h[i]);
    }
  }
}
