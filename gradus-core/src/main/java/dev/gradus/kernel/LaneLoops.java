package dev.gradus.kernel;

/// The inner loops of a reduction of floats or doubles; arrays are of that type.
///
/// See Note [The tree of a sum] in [Reduction].
interface LaneLoops {

  /// Lanes of the tree.
  int LANES = 32;

  /// `to[o + i]` becomes the combination of the identity and `x[at + 32·t + i]`, `t = 0 … count −
  /// 1` in this order, for each of the lanes `i`.
  void lanes(int count, Object x, int at, Object to, int o);

  /// `to[o + r]` becomes the sum, by the whole tree, of `32·count` elements from `x[at + r·step]`
  /// on, `r = 0 … rows − 1`; for sums only, and at most a block each.
  void sums(int rows, int count, Object x, int at, int step, Object to, int o);

  /// `to[o + 2r]` becomes the largest and `to[o + 2r + 1]` the smallest of `32·count` elements from
  /// `x[at + r·step]` on, `r = 0 … rows − 1`; both nan if one of them is; −∞ and ∞ of none. The
  /// same for every operation.
  void range(int rows, int count, Object x, int at, int step, Object to, int o);

  /// Combines `to[o + r·oStep + j]` with `x[at + r·step + j]`, `r = 0 … rows − 1` in this order,
  /// for `j = 0 … width − 1`. The parts of `to` and `x` may lie in one array but must not overlap.
  void rows(int rows, int width, Object x, int at, int step, Object to, int o, int oStep);

  /// Combines `to[o + j]` with `x[at + t·step + j]`, `t = 0 … count − 1` in this order, for `j = 0
  /// … width − 1`. The same as [#rows], for many rows.
  default void columns(int count, int width, Object x, int at, int step, Object to, int o) {
    rows(count, width, x, at, step, to, o, 0);
  }

  /// `to[o + j]` becomes the sum, by the whole tree, of `32·count` elements from `x[at + j]` on
  /// that are `step` apart, `j = 0 … width − 1`; for sums only, and at most a block.
  void columnSums(int count, int width, Object x, int at, int step, Object to, int o);

  /// With `d` = `x[at + 32·t + i] − centre`, rounded: `to[o + i]` becomes the sum of all `d`, `to[o
  /// + 32 + i]` that of all `d²`, rounded, `t = 0 … count − 1` in this order. The same for every
  ///   operation.
  void deviations(int count, Object x, int at, double centre, Object to, int o);
}
