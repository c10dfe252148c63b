package dev.gradus.train;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;

/// The metrics that most trainings need; see also [ConfusionMatrix].
public final class Metrics {
  private Metrics() {}

  /// The share of samples whose largest output is that of their class; of equal ones the first
  /// counts, as for `argmax`.
  ///
  /// **Shape**: outputs (N, C) or (N, C, d…), classes (N) or (N, d…).
  public static Metric accuracy() {
    return new ShareOfHits("accuracy", 1);
  }

  /// The share of samples whose class is among the `k` largest outputs.
  ///
  /// **Shape**: as for [#accuracy]. **Errors**: `k` below 1.
  public static Metric topK(int k) {
    if (k < 1) {
      throw new GradusArgumentException("topK: k is " + k + "; at least 1.");
    }
    return new ShareOfHits("top-" + k + " accuracy", k);
  }

  /// The share of single outputs on the right side of a threshold, where the target is 1 above it
  /// and 0 below: 0 for logits, 0.5 for probabilities.
  ///
  /// **Shape**: outputs and targets of the same shape.
  public static Metric binaryAccuracy(double threshold) {
    return new MeanOf("accuracy", (y, t) -> y > threshold == t > 0.5 ? 1 : 0);
  }

  /// The mean distance of outputs from targets. **Shape**: both the same.
  public static Metric meanAbsoluteError() {
    return new MeanOf("mean absolute error", (y, t) -> Math.abs(y - t));
  }

  /// The mean square of the distance of outputs from targets. **Shape**: both the same.
  public static Metric meanSquaredError() {
    return new MeanOf("mean squared error", (y, t) -> (y - t) * (y - t));
  }

  /// Outputs with one row per sample. **Shape**: (N, C, d…) to (N · d…, C).
  static Tensor rows(String metric, Tensor output, Tensor target) {
    if (output.dim() < 2
        || target.dim() != output.dim() - 1
        || target.numel() * output.size(1) != output.numel()) {
      throw new GradusArgumentException(
          metric
              + ": got outputs of shape "
              + Arrays.toString(output.shape())
              + " and classes of shape "
              + Arrays.toString(target.shape())
              + "; they are (N, C, d…) and (N, d…).");
    }
    return output.detach().movedim(1, -1).reshape(-1, output.size(1));
  }

  /// The classes as numbers. **Errors**: one that is none of the outputs'.
  static long[] classes(String metric, Tensor target, long count) {
    long[] classes = target.reshape(-1).to(DType.INT64).toLongArray();
    for (long c : classes) {
      if (c < 0 || c >= count) {
        throw new GradusArgumentException(
            metric
                + ": the class "
                + c
                + " is none of the "
                + count
                + " that there are outputs for.");
      }
    }
    return classes;
  }

  private static final class ShareOfHits implements Metric {
    private final String name;
    private final int k;
    private long hits;
    private long samples;

    ShareOfHits(String name, int k) {
      this.name = name;
      this.k = k;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void reset() {
      hits = 0;
      samples = 0;
    }

    @Override
    public void update(Tensor output, Tensor target) {
      Tensor rows = rows(name, output, target);
      int count = (int) rows.size(1);
      long[] classes = classes(name, target, count);
      double[] scores = rows.to(DType.FLOAT64).toDoubleArray();
      for (int i = 0; i < classes.length; i++) {
        hits += before(scores, i * count, count, (int) classes[i]) < k ? 1 : 0;
      }
      samples += classes.length;
    }

    /// How many outputs come before that of the class: larger ones, and equal ones to its left. A
    /// NaN is larger than all, as for `topk`.
    private static int before(double[] scores, int from, int count, int own) {
      double score = scores[from + own];
      int before = 0;
      for (int c = 0; c < count; c++) {
        int order = order(scores[from + c], score);
        before += order > 0 || order == 0 && c < own ? 1 : 0;
      }
      return before;
    }

    private static int order(double a, double b) {
      return a == b ? 0 : Double.compare(a, b);
    }

    @Override
    public double value() {
      return samples == 0 ? Double.NaN : (double) hits / samples;
    }
  }

  @FunctionalInterface
  private interface Judgement {
    double of(double output, double target);
  }

  private static final class MeanOf implements Metric {
    private final String name;
    private final Judgement judgement;
    private double sum;
    private long count;

    MeanOf(String name, Judgement judgement) {
      this.name = name;
      this.judgement = judgement;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void reset() {
      sum = 0;
      count = 0;
    }

    @Override
    public void update(Tensor output, Tensor target) {
      if (!Arrays.equals(output.shape(), target.shape())) {
        throw new GradusArgumentException(
            name
                + ": got outputs of shape "
                + Arrays.toString(output.shape())
                + " and targets of shape "
                + Arrays.toString(target.shape())
                + "; they have the same.");
      }
      double[] y = output.detach().to(DType.FLOAT64).toDoubleArray();
      double[] t = target.to(DType.FLOAT64).toDoubleArray();
      for (int i = 0; i < y.length; i++) {
        sum += judgement.of(y[i], t[i]);
      }
      count += y.length;
    }

    @Override
    public double value() {
      return count == 0 ? Double.NaN : sum / count;
    }
  }
}
