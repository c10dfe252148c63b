package dev.gradus.kernel;

/// The blocked matrix product: panels of both operands are copied into the order in which the tile
/// kernel reads them, so that strides cost nothing and a tile's operands come from the caches.
///
/// Blocking after Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication"
/// (2008): a block of `A` stays in the second-level cache, a block of `B` in the third, a panel of
/// `B` near the core.
final class PackedGemm {
  private static final int ROWS = 96;
  private static final int COLUMNS = 3072;

  /// Rows of `A` up to which contiguous rows of `B` are read where they are: each is used too
  /// seldom to repay a copy. More if tiles are so wide that a row of one is a run of cache lines,
  /// and more still if `B` is so small that it stays near.
  private static final int UNPACKED_ROWS = 16;

  private static final int UNPACKED_ROWS_WIDE = 2 * ROWS;
  private static final int UNPACKED_ROWS_NEAR = 512;
  private static final int WIDE_BYTES = 192;
  private static final int NEAR_BYTES = 1_700_000;

  private final GemmLoops loops;
  private final TileKernels kernels;

  /// Rows in a block of `A`: whole tiles.
  private final int blockRows;

  PackedGemm(GemmLoops loops, TileKernels kernels) {
    this.loops = loops;
    this.kernels = kernels;
    this.blockRows = ROWS / kernels.rows() * kernels.rows();
  }

  /// `c = a·b`, or `c += a·b` with the sum of every block of `k` added in order.
  void run(int m, int n, int k, Strided a, RightFactor b, Strided c, boolean add) {
    int depth = Math.min(k, Gemm.BLOCK);
    int height = roundUp(Math.min(m, blockRows), kernels.rows());
    Workspace space = Workspace.take(loops, height * depth, paddedColumns(n) * depth);
    try {
      for (int j = 0; j < n; j += COLUMNS) {
        int columns = Math.min(COLUMNS, n - j);
        for (int p = 0; p < k; p += Gemm.BLOCK) {
          int block = Math.min(Gemm.BLOCK, k - p);
          RightFactor bBlock = b.from(p, j);
          boolean packed = !b.hasContiguousRows() || m > unpackedRows(block, columns);
          packB(bBlock, block, columns, packed, space.b());
          for (int i = 0; i < m; i += blockRows) {
            int rows = Math.min(blockRows, m - i);
            loops.packA(a.from(i, p), rows, block, kernels.rows(), space.a());
            boolean onto = add || p > 0;
            multiply(rows, columns, block, space, bBlock, packed, c.from(i, j), onto);
          }
        }
      }
    } finally {
      space.giveBack();
    }
  }

  private int unpackedRows(int depth, int columns) {
    if (kernels.forColumns(columns).columns() * loops.bytes() < WIDE_BYTES) {
      return UNPACKED_ROWS;
    }
    boolean near = (long) depth * columns * loops.bytes() <= NEAR_BYTES;
    return near ? UNPACKED_ROWS_NEAR : UNPACKED_ROWS_WIDE;
  }

  private void packB(RightFactor b, int depth, int columns, boolean packed, Object panels) {
    int widest = kernels.forColumns(columns).columns();
    int equal = packed ? panelsAlike(columns, widest) : 0;
    int done = packed ? loops.packPanels(b, depth, equal, widest, panels) : 0;
    for (int j = done * widest; j < columns; ) {
      int width = kernels.forColumns(columns - j).columns();
      int used = Math.min(width, columns - j);
      if (packed || used < width) {
        loops.packB(b.from(0, j), depth, used, width, panels, j * depth);
      }
      j += width;
    }
  }

  /// How many of the first panels are full and so wide.
  private int panelsAlike(int columns, int width) {
    int panels = 0;
    int left = columns;
    while (left >= width && kernels.forColumns(left).columns() == width) {
      left -= width;
      panels++;
    }
    return panels;
  }

  /// All tiles of one block.
  private void multiply(
      int rows,
      int columns,
      int depth,
      Workspace space,
      RightFactor bBlock,
      boolean packed,
      Strided c,
      boolean add) {
    for (int j = 0; j < columns; ) {
      TileKernel kernel = kernels.forColumns(columns - j);
      int width = kernel.columns();
      int used = Math.min(width, columns - j);
      boolean panel = packed || used < width;
      Object b = panel ? space.b() : bBlock.array();
      int bo = panel ? j * depth : bBlock.at(0, j);
      int bStep = panel ? width : bBlock.row();
      for (int i = 0; i < rows; i += kernel.rows()) {
        int high = Math.min(kernel.rows(), rows - i);
        int ao = i * depth;
        if (high == kernel.rows() && used == width && c.column() == 1) {
          int co = c.at(i, j);
          kernel.run(depth, space.a(), ao, b, bo, bStep, c.array(), co, c.row(), add);
        } else {
          Object tile = space.tile(kernel.rows() * width);
          kernel.run(depth, space.a(), ao, b, bo, bStep, tile, 0, width, false);
          loops.merge(tile, width, high, used, c.from(i, j), add);
        }
      }
      j += width;
    }
  }

  /// Elements in a row of all panels of `B` in one block.
  private int paddedColumns(int n) {
    int columns = Math.min(n, COLUMNS);
    int j = 0;
    while (j < columns) {
      j += kernels.forColumns(columns - j).columns();
    }
    return j;
  }

  private static int roundUp(int n, int step) {
    return (n + step - 1) / step * step;
  }
}
