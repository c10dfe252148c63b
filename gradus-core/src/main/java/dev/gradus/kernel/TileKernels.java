package dev.gradus.kernel;

/// A family of tile kernels of one height.
sealed interface TileKernels permits TileKernels.Portable, VectorTiles {

  /// Rows of every tile.
  int rows();

  /// The kernel for the next panel when so many columns remain: the widest, or one just wide
  /// enough.
  TileKernel forColumns(int remaining);

  /// Plain loops in tiles as large as the caches near the core allow.
  record Portable(GemmLoops loops, int rows) implements TileKernels {
    private static final int ROWS = 48;
    private static final int COLUMNS = 1024;

    /// The kernels for a product of `m` rows: tiles of equal height, so that few rows are padding.
    static Portable forRows(GemmLoops loops, int m) {
      int tiles = (m + ROWS - 1) / ROWS;
      return new Portable(loops, (m + tiles - 1) / tiles);
    }

    @Override
    public TileKernel forColumns(int remaining) {
      return loops.portable(rows, Math.min(COLUMNS, remaining));
    }
  }
}
