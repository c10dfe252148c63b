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

  /// Two blocks of `k` are ready at a time if those of `B` are no larger.
  private static final int PAIR_BYTES = 4_200_000;

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
  ///
  /// Where `B` is small, two blocks of `k` follow each other at every tile, so that `c` comes from
  /// memory half as often.
  void run(int m, int n, int k, Strided a, RightFactor b, Strided c, boolean add) {
    int depth = Math.min(k, depth(Math.min(n, COLUMNS)));
    int height = roundUp(Math.min(m, blockRows), kernels.rows());
    int wide = isOnce(m) ? kernels.forColumns(n).columns() : paddedColumns(n);
    Workspace space = Workspace.take(loops, height * depth, wide * depth);
    try {
      for (int j = 0; j < n; j += COLUMNS) {
        int columns = Math.min(COLUMNS, n - j);
        for (int p = 0; p < k; p += depth) {
          int near = Math.min(Gemm.BLOCK, k - p);
          int far = Math.min(depth, k - p) - near;
          boolean onto = add || p > 0;
          block(m, columns, near, far, a.from(0, p), b.from(p, j), space, c.from(0, j), onto);
        }
      }
    } finally {
      space.giveBack();
    }
  }

  /// How many terms have their panels ready at a time.
  private int depth(int columns) {
    boolean both = 2L * Gemm.BLOCK * columns * loops.bytes() <= PAIR_BYTES;
    return both ? 2 * Gemm.BLOCK : Gemm.BLOCK;
  }

  /// Whether a panel of `B` is used only once: it is then made when its turn comes, where the one
  /// before was, and does not drive other things out of the caches.
  private boolean isOnce(int m) {
    return m <= blockRows;
  }

  /// One or two (`far` > 0) blocks of `k` for all rows.
  private void block(
      int m,
      int columns,
      int near,
      int far,
      Strided a,
      RightFactor b,
      Workspace space,
      Strided c,
      boolean add) {
    boolean packed = !b.hasContiguousRows() || m > unpackedRows(near, columns);
    RightFactor bFar = far > 0 ? b.from(near, 0) : b;
    boolean once = isOnce(m);
    if (!once) {
      packB(b, near, columns, packed, space.b(), 0);
    }
    if (!once && far > 0) {
      packB(bFar, far, columns, packed, space.b(), paddedColumns(columns) * near);
    }
    for (int i = 0; i < m; i += blockRows) {
      int rows = Math.min(blockRows, m - i);
      loops.packA(a.from(i, 0), rows, near, kernels.rows(), space.a(), 0);
      if (far > 0) {
        int o = roundUp(rows, kernels.rows()) * near;
        loops.packA(a.from(i, near), rows, far, kernels.rows(), space.a(), o);
      }
      multiply(rows, columns, near, far, space, b, bFar, packed, once, c.from(i, 0), add);
    }
  }

  private int unpackedRows(int depth, int columns) {
    if (kernels.forColumns(columns).columns() * loops.bytes() < WIDE_BYTES) {
      return UNPACKED_ROWS;
    }
    boolean near = (long) depth * columns * loops.bytes() <= NEAR_BYTES;
    return near ? UNPACKED_ROWS_NEAR : UNPACKED_ROWS_WIDE;
  }

  private void packB(
      RightFactor b, int depth, int columns, boolean packed, Object panels, int start) {
    int widest = kernels.forColumns(columns).columns();
    int equal = packed ? panelsAlike(columns, widest) : 0;
    int done = packed ? loops.packPanels(b, depth, equal, widest, panels, start) : 0;
    for (int j = done * widest; j < columns; ) {
      int width = kernels.forColumns(columns - j).columns();
      int used = Math.min(width, columns - j);
      if (packed || used < width) {
        loops.packB(b.from(0, j), depth, used, width, panels, start + j * depth);
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

  /// All tiles of some rows; packs each panel before its tiles if it is used `once`.
  private void multiply(
      int rows,
      int columns,
      int near,
      int far,
      Workspace space,
      RightFactor b,
      RightFactor bFar,
      boolean packed,
      boolean once,
      Strided c,
      boolean add) {
    int aFar = roundUp(rows, kernels.rows()) * near;
    int panelsFar = paddedColumns(columns) * near;
    for (int j = 0; j < columns; ) {
      TileKernel kernel = kernels.forColumns(columns - j);
      int width = kernel.columns();
      int used = Math.min(width, columns - j);
      boolean panel = packed || used < width;
      Object from = panel ? space.b() : b.array();
      int bo = b.at(0, j);
      int boFar = bFar.at(0, j);
      if (panel && once) {
        bo = 0;
        boFar = width * near;
        loops.packB(b.from(0, j), near, used, width, from, bo);
        if (far > 0) {
          loops.packB(bFar.from(0, j), far, used, width, from, boFar);
        }
      } else if (panel) {
        bo = j * near;
        boFar = panelsFar + j * far;
      }
      int bStep = panel ? width : b.row();
      for (int i = 0; i < rows; i += kernel.rows()) {
        int high = Math.min(kernel.rows(), rows - i);
        if (high == kernel.rows() && used == width && c.column() == 1) {
          int co = c.at(i, j);
          kernel.run(near, space.a(), i * near, from, bo, bStep, c.array(), co, c.row(), add);
          if (far > 0) {
            int ao = aFar + i * far;
            kernel.run(far, space.a(), ao, from, boFar, bStep, c.array(), co, c.row(), true);
          }
        } else {
          Object tile = space.tile(kernel.rows() * width);
          kernel.run(near, space.a(), i * near, from, bo, bStep, tile, 0, width, false);
          loops.merge(tile, width, high, used, c.from(i, j), add);
          if (far > 0) {
            int ao = aFar + i * far;
            kernel.run(far, space.a(), ao, from, boFar, bStep, tile, 0, width, false);
            loops.merge(tile, width, high, used, c.from(i, j), true);
          }
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
