package dev.gradus.kernel;

/// The loops of a matrix product that depend on the element type, float or double.
///
/// All of them keep the order of addition that Note [One order of addition] in [Gemm] fixes.
sealed interface GemmLoops permits FloatGemmLoops, DoubleGemmLoops {
  GemmLoops FLOAT = new FloatGemmLoops();
  GemmLoops DOUBLE = new DoubleGemmLoops();

  /// A new array of zeros.
  Object allocate(int length);

  /// Bytes of an element.
  int bytes();

  /// `to[y] = sign · from[x]`.
  void copy(Object from, int x, Object to, int y, int sign);

  /// Sets `count` elements to zero.
  void clear(Object to, int y, int count);

  /// Copies `rows × depth` elements of `a` into panels of `height` rows each, the rows of one `p`
  /// next to each other; missing rows of the last panel are zero. The first is at `start`.
  void packA(Strided a, int rows, int depth, int height, Object panels, int start);

  /// Copies `depth × width·panels` elements of `b` into so many panels one after the other, if that
  /// is faster together than one by one; tells how many of them are done: all or none.
  int packPanels(RightFactor b, int depth, int panels, int width, Object to, int start);

  /// Copies `depth × columns` elements of `b` into one panel whose rows have `width` elements;
  /// missing columns are zero.
  void packB(RightFactor b, int depth, int columns, int width, Object panels, int start);

  /// Writes or adds `rows × columns` elements of a tile, whose rows have `width` elements, to `c`.
  void merge(Object tile, int width, int rows, int columns, Strided c, boolean add);

  /// The whole product without packing, for sizes that packing does not pay.
  void direct(int m, int n, int k, Strided a, Strided b, Strided c, boolean add);

  /// The product of a column and a contiguous row into contiguous rows.
  void outer(int m, int n, Strided a, Strided b, Strided c, boolean add);

  /// A tile kernel of plain loops.
  TileKernel portable(int rows, int columns);
}
