package dev.gradus.kernel;

/// The product of complex matrices as one real product.
///
/// With rows `(re, im)` side by side, `A` is a real `m × 2k` matrix as it lies in memory. Write
/// each element `x + iy` of `B` as the block `[x y; −y x]`; then the real `2k × 2n` matrix times
/// `A` is `C` with its parts side by side.
final class ComplexGemm {
  private ComplexGemm() {}

  static void run(GemmLoops loops, int m, int n, int k, Strided a, Strided b, Strided c) {
    run(loops, m, n, k, a, b, c, false);
  }

  /// `c = a·b`, or with `add` `c += a·b`.
  static void run(
      GemmLoops loops, int m, int n, int k, Strided a, Strided b, Strided c, boolean add) {
    Strided aReal = a.column() == 1 ? parts(a) : sideBySide(loops, m, k, a);
    Strided bReal = blocks(loops, k, n, b);
    RealGemm.run(loops, m, 2 * n, 2 * k, aReal, bReal, parts(c), add);
  }

  /// A complex matrix with neighbouring columns as the real matrix of its parts.
  private static Strided parts(Strided x) {
    return new Strided(x.array(), 2 * x.offset(), 2 * x.row(), 1);
  }

  private static Strided sideBySide(GemmLoops loops, int rows, int columns, Strided x) {
    Strided copy = new Strided(loops.allocate(2 * rows * columns), 0, 2 * columns, 1);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int from = 2 * x.at(i, j);
        int to = copy.at(i, 2 * j);
        loops.copy(x.array(), from, copy.array(), to, 1);
        loops.copy(x.array(), from + 1, copy.array(), to + 1, 1);
      }
    }
    return copy;
  }

  private static Strided blocks(GemmLoops loops, int rows, int columns, Strided x) {
    Strided copy = new Strided(loops.allocate(4 * rows * columns), 0, 2 * columns, 1);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int from = 2 * x.at(i, j);
        int upper = copy.at(2 * i, 2 * j);
        int lower = copy.at(2 * i + 1, 2 * j);
        loops.copy(x.array(), from, copy.array(), upper, 1);
        loops.copy(x.array(), from + 1, copy.array(), upper + 1, 1);
        loops.copy(x.array(), from + 1, copy.array(), lower, -1);
        loops.copy(x.array(), from, copy.array(), lower + 1, 1);
      }
    }
    return copy;
  }
}
