package dev.gradus.kernel;

import org.jspecify.annotations.Nullable;

/// How one dimension is resampled: every new element is a weighted sum of some old ones.
///
/// @param from the old size
/// @param to the new size
/// @param taps how many old elements a new one has
/// @param at the places of the old elements, `taps` for each new one
/// @param weights their weights, or null where there is one tap and its weight is 1

public record ResamplePlan(int from, int to, int taps, int[] at, double @Nullable [] weights) {
  /// Elements are copied, not summed.
  public boolean isCopy() {
    return weights == null;
  }

  /// The weight of tap `t`.
  double weight(int t) {
    double[] w = weights;
    return w == null ? 1 : w[t];
  }

  /// A plan that copies.
  public static ResamplePlan copy(int from, int[] at) {
    return new ResamplePlan(from, at.length, 1, at, null);
  }
}
