package dev.gradus.io.tensorboard;

import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;

/// How many values lie in each of TensorBoard's buckets, whose limits grow by a tenth from 1e-12 to
/// 1e20 on both sides of 0.
final class Buckets {
  private static final double[] LIMITS = limits();

  private Buckets() {}

  private static double[] limits() {
    double[] up = new double[1024];
    int n = 0;
    for (double v = 1e-12; v < 1e20; v *= 1.1) {
      up[n++] = v;
    }
    double[] all = new double[2 * n + 1];
    for (int i = 0; i < n; i++) {
      all[n + 1 + i] = up[i];
      all[n - 1 - i] = -up[i];
    }
    return all;
  }

  /// The message `HistogramProto` of these values.
  static Message of(double[] values) {
    if (values.length == 0) {
      throw new GradusArgumentException(
          "The input has no element.\nhistogram: there must be one value at least.");
    }
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    double[] counts = new double[LIMITS.length - 1];
    for (double v : values) {
      min = Math.min(min, v);
      max = Math.max(max, v);
      sum += v;
      squares += v * v;
      int bucket = bucket(v);
      if (bucket >= 0) {
        counts[bucket]++;
      }
    }
    Message m = new Message().real(1, min).real(2, max).real(3, values.length);
    return shortened(m.real(4, sum).real(5, squares), counts);
  }

  // Bucket i holds LIMITS[i] <= v < LIMITS[i + 1]; what is beyond all limits, or nan, is in none.
  private static int bucket(double v) {
    int at = Arrays.binarySearch(LIMITS, v == 0 ? 0.0 : v);
    int bucket = at >= 0 ? at : -at - 2;
    return bucket < LIMITS.length - 1 ? bucket : v == LIMITS[bucket] ? bucket - 1 : -1;
  }

  // The buckets from the first to the last that hold something, after an empty one, since a bucket
  // is known by its upper limit alone.
  private static Message shortened(Message m, double[] counts) {
    int first = 0;
    while (first < counts.length - 1 && counts[first] == 0) {
      first++;
    }
    int last = counts.length - 1;
    while (last > first && counts[last] == 0) {
      last--;
    }
    double[] shown = new double[last - first + 2];
    System.arraycopy(counts, first, shown, 1, shown.length - 1);
    return m.reals(6, Arrays.copyOfRange(LIMITS, first, last + 2)).reals(7, shown);
  }
}
