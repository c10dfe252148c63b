package dev.gradus.kernel;

/// A generated copy of rows in whole vectors. What a vector has beyond its row is written too, and
/// overwritten by the next row.
interface RowKernel {
  /// Copies `rows` rows of `width` elements, `xRow` and `yRow` apart.
  ///
  /// @param lanes lane numbers, of pairs of vectors, for those that choose
  void run(
      int rows, int width, Object x, int xo, int xRow, Object y, int yo, int yRow, Object lanes);
}
