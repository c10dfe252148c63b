package dev.gradus.kernel;

/// The innermost loop of a matrix product: one tile of `C` from a packed panel of `A` and a panel
/// of `B`.
///
/// With `p = 0 … depth − 1`, element `(r, q)` of the tile is the ascending chain of fused
/// multiply-adds, started at zero, over `a[ao + p·rows + r] · b[bo + p·bStep + q]`. It replaces or
/// is added to `c[co + r·cRow + q]`. See Note [One order of addition] in [Gemm].
interface TileKernel {

  /// Rows of a tile, which is also the distance of two `p` in the panel of `A`.
  int rows();

  /// Columns of a tile.
  int columns();

  /// Computes one tile; `a`, `b` and `c` are arrays of the kernel's element type.
  void run(
      int depth,
      Object a,
      int ao,
      Object b,
      int bo,
      int bStep,
      Object c,
      int co,
      int cRow,
      boolean add);
}
