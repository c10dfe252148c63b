package dev.gradus.kernel;

/// Scalar products of one vector of floats with sixteen rows at once, a chain of fused
/// multiply-adds by ascending index for each.
interface DotsKernel {
  /// `to[o + r] = Σ a[ao + p]·b[bo + r·row + p]` over `depth` of `p`, a multiple of sixteen, for
  /// sixteen `r`.
  void run(int depth, Object a, int ao, Object b, int bo, int row, Object to, int o);
}
