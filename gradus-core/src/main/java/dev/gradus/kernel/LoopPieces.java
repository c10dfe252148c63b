package dev.gradus.kernel;

/// A large loop as independent pieces of two dimensions each, spread over the threads.
final class LoopPieces {
  /// Runs one piece; `offsets` are its own.
  interface Piece {
    void run(int n, int m, int[] offsets);
  }

  private final LoopShape shape;
  private final int width;
  private final int height;
  private final int columns;
  private final int rows;
  private final int pieces;
  private final int perTask;

  LoopPieces(LoopShape shape, int grain) {
    this.shape = shape;
    int n = shape.sizes[0];
    int m = shape.dims() > 1 ? shape.sizes[1] : 1;
    this.width = n > 2 * grain ? grain : n;
    this.height = Math.min(m, Math.max(1, grain / width));
    this.columns = (n + width - 1) / width;
    this.rows = (m + height - 1) / height;
    int batches = 1;
    for (int d = 2; d < shape.dims(); d++) {
      batches *= shape.sizes[d];
    }
    this.pieces = batches * rows * columns;
    this.perTask = Math.max(1, grain / (width * height));
  }

  /// Runs every piece.
  void run(int[] offsets, Piece body) {
    Parallel.run(
        (pieces + perTask - 1) / perTask,
        task -> {
          int end = Math.min(pieces, (task + 1) * perTask);
          int[] from = new int[offsets.length];
          for (int piece = task * perTask; piece < end; piece++) {
            runPiece(piece, offsets, from, body);
          }
        });
  }

  private void runPiece(int piece, int[] offsets, int[] from, Piece body) {
    int i = piece % columns * width;
    int r = piece / columns % rows * height;
    System.arraycopy(offsets, 0, from, 0, from.length);
    move(from, 0, i);
    move(from, 1, r);
    int batch = piece / columns / rows;
    for (int d = 2; d < shape.dims(); d++) {
      move(from, d, batch % shape.sizes[d]);
      batch /= shape.sizes[d];
    }
    int m = shape.dims() > 1 ? shape.sizes[1] : 1;
    body.run(Math.min(width, shape.sizes[0] - i), Math.min(height, m - r), from);
  }

  private void move(int[] from, int d, int steps) {
    if (steps != 0) {
      for (int k = 0; k < from.length; k++) {
        from[k] += steps * shape.strides[k][d];
      }
    }
  }
}
