package dev.gradus.kernel;

/// Turns some rows of floats into columns, sixteen elements of each row at a time.
///
/// With `p = 0 … depth − 1` and `r` below the number of rows, element `from[x + r·row + p]` goes to
/// place `r` of the turned row `p`. Turned rows lie one after the other in vectors of sixteen, two
/// of eight or one of sixteen in each; the vectors are `step` apart, the first at `to[o]`.
interface TransposeKernel {
  /// Turns `depth` elements of every row, a multiple of sixteen.
  void run(int depth, Object from, int x, int row, Object to, int o, int step);
}
