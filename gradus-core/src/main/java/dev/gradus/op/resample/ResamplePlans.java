package dev.gradus.op.resample;

import dev.gradus.InterpolationMode;
import dev.gradus.kernel.ResamplePlan;
import java.util.Arrays;

/// The plans of the interpolation modes, with PyTorch's positions: those of the nearest elements
/// are computed in float.
final class ResamplePlans {
  private ResamplePlans() {}

  /// The plan for one dimension.
  ///
  /// @param factor by what the size was multiplied, or 0 where the sizes decide
  static ResamplePlan of(
      InterpolationMode mode, int from, int to, boolean align, double factor, boolean antialias) {
    return switch (mode) {
      case NEAREST -> nearest(from, to, factor, 0);
      case NEAREST_EXACT -> nearest(from, to, factor, 0.5f);
      case LINEAR, BILINEAR, TRILINEAR ->
          antialias
              ? smoothed(from, to, step(from, to, align, factor), 2)
              : linear(from, to, align, step(from, to, align, factor));
      case BICUBIC ->
          antialias
              ? smoothed(from, to, step(from, to, align, factor), 4)
              : cubic(from, to, align, step(from, to, align, factor));
      case AREA -> throw new AssertionError(mode);
    };
  }

  private static ResamplePlan nearest(int from, int to, double factor, float shift) {
    float step = factor > 0 ? (float) (1 / factor) : (float) from / to;
    int[] at = new int[to];
    for (int i = 0; i < to; i++) {
      at[i] = Math.min((int) Math.floor((i + shift) * step), from - 1);
    }
    if (shift == 0 && from == to) {
      Arrays.setAll(at, i -> i);
    } else if (shift == 0 && to == 2 * from) {
      Arrays.setAll(at, i -> i >> 1);
    }
    return ResamplePlan.copy(from, at);
  }

  private static double step(int from, int to, boolean align, double factor) {
    if (align) {
      return to > 1 ? (double) (from - 1) / (to - 1) : 0;
    }
    return factor > 0 ? 1 / factor : (double) from / to;
  }

  private static double source(int i, boolean align, double step) {
    return align ? step * i : step * (i + 0.5) - 0.5;
  }

  private static ResamplePlan linear(int from, int to, boolean align, double step) {
    int[] at = new int[2 * to];
    double[] weights = new double[2 * to];
    for (int i = 0; i < to; i++) {
      double source = from == to ? i : Math.max(0, source(i, align, step));
      int first = Math.min((int) source, from - 1);
      double second = Math.clamp(source - first, 0.0, 1.0);
      at[2 * i] = first;
      at[2 * i + 1] = Math.min(first + 1, from - 1);
      weights[2 * i] = 1 - second;
      weights[2 * i + 1] = second;
    }
    return new ResamplePlan(from, to, 2, at, weights);
  }

  private static ResamplePlan cubic(int from, int to, boolean align, double step) {
    int[] at = new int[4 * to];
    double[] weights = new double[4 * to];
    for (int i = 0; i < to; i++) {
      double source = source(i, align, step);
      double floor = Math.floor(source);
      for (int k = 0; k < 4; k++) {
        at[4 * i + k] = Math.clamp((int) floor + k - 1, 0, from - 1);
        weights[4 * i + k] = Cubic.weight(source - floor + 1 - k, -0.75);
      }
    }
    return new ResamplePlan(from, to, 4, at, weights);
  }

  // A filter as wide as what a new element covers, but at least as without smoothing.
  private static ResamplePlan smoothed(int from, int to, double step, int width) {
    double support = step >= 1 ? width * 0.5 * step : width * 0.5;
    double sharpness = step >= 1 ? 1 / step : 1;
    int taps = (int) Math.ceil(support) * 2 + 1;
    int[] at = new int[taps * to];
    double[] weights = new double[taps * to];
    for (int i = 0; i < to; i++) {
      double centre = step * (i + 0.5);
      int first = Math.max((int) (centre - support + 0.5), 0);
      int count = Math.min((int) (centre + support + 0.5), from) - first;
      count = Math.clamp(count, 0, taps);
      double sum = 0;
      for (int k = 0; k < count; k++) {
        double distance = (k + first - centre + 0.5) * sharpness;
        double w = width == 2 ? Math.max(0, 1 - Math.abs(distance)) : Cubic.weight(distance, -0.5);
        weights[taps * i + k] = w;
        sum += w;
      }
      for (int k = 0; k < taps; k++) {
        at[taps * i + k] = Math.min(first + k, from - 1);
        weights[taps * i + k] /= sum == 0 ? 1 : sum;
      }
    }
    return new ResamplePlan(from, to, taps, at, weights);
  }
}
