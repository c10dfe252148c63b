package dev.gradus.kernel;

/// How far the elements of rows are from a number, all in one method: what [LaneLoops#deviations]
/// leaves in lanes is added up here.
interface DistanceLoops {
  /// With `d` = `x[at + r·step + i] − c`, `i = 0 … 32·count − 1`, where `c` is `to[o + 2r]`: that
  /// becomes the sum of all `d` and `to[o + 2r + 1]` that of all `d²`, for `r = 0 … rows − 1`. Each
  /// is rounded and added up in Note [The tree of a sum].
  void sums(int rows, int count, Object x, int at, int step, Object to, int o);
}
