package dev.gradus.kernel;

/// Tile kernels on the Vector API, one for each width of a panel.
final class VectorTiles implements TileKernels {
  private static final int WARM_DEPTH = 4;

  private final GemmLoops loops;
  private final int rows;
  private final int lanes;

  /// By ascending width; the first is one vector wide.
  private final TileKernel[] kernels;

  /// The kernels of `rows` times each of `vectors` (ascending, from 1) registers of `bits` bits.
  VectorTiles(GemmLoops loops, int bits, int rows, int... vectors) {
    this.loops = loops;
    this.rows = rows;
    this.lanes = bits / (Byte.SIZE * loops.bytes());
    this.kernels = new TileKernel[vectors.length];
    boolean wide = loops instanceof DoubleGemmLoops;
    for (int i = 0; i < vectors.length; i++) {
      kernels[i] = TileGenerator.generate(wide, bits, rows, vectors[i]);
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  /// The widest kernel that the remaining columns fill but for a part of one vector. What is one
  /// vector more than the widest is halved: a tile of one vector waits for its chains.
  @Override
  public TileKernel forColumns(int remaining) {
    int i = kernels.length - 1;
    while (i > 0 && kernels[i].columns() >= remaining + lanes) {
      i--;
    }
    boolean oneLeft = i == 2 && remaining > 3 * lanes && remaining <= 4 * lanes;
    return kernels[oneLeft && rows > 1 ? 1 : i];
  }

  /// The kernels to warm up; the widest, which does the most work, first.
  WarmUp.Exercise[] exercises() {
    WarmUp.Exercise[] all = new WarmUp.Exercise[kernels.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = exercise(kernels[all.length - 1 - i]);
    }
    return all;
  }

  private WarmUp.Exercise exercise(TileKernel kernel) {
    int width = kernel.columns();
    Object a = loops.allocate(rows * WARM_DEPTH);
    Object b = loops.allocate(width * WARM_DEPTH);
    Object c = loops.allocate(rows * width);
    int operations = rows * (width / lanes) * (WARM_DEPTH + 3) + (rows + width) * WARM_DEPTH;
    return new WarmUp.Exercise(
        () -> {
          kernel.run(WARM_DEPTH, a, 0, b, 0, width, c, 0, width, false);
          kernel.run(WARM_DEPTH, a, 0, b, 0, width, c, 0, width, true);
        },
        2 * operations);
  }
}
