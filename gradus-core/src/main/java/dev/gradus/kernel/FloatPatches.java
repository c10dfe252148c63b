package dev.gradus.kernel;

import java.util.Arrays;

/// Copies [Patches] into panels, for float; [DoublePatches] is the same text for double, but for
/// what [FloatPieces] and [FloatTranspose] do in vectors.
final class FloatPatches {
  /// Columns in a piece from which on pieces are copied as such.
  private static final int LONG = 4;

  private static final int LANES = FloatPieces.LANES;

  private FloatPatches() {}

  /// A panel of `columns ≤ width` columns.
  static void pack(Patches b, int depth, int columns, int width, float[] to, int start) {
    boolean ready = FloatPieces.isReady(depth * columns);
    if (!ready || !packInVectors(b, depth, columns, width, to, start, false)) {
      packPlainly(b, depth, columns, width, to, start);
    }
  }

  /// The same in vectors, which must be allowed and wide enough. Returns whether it was done, which
  /// it is where the patches consist of long pieces.
  ///
  /// @param turns whether what turns pieces is known to be there
  static boolean packInVectors(
      Patches b, int depth, int columns, int width, float[] to, int start, boolean turns) {
    if (width % LANES != 0) {
      return false;
    }
    FloatPieces across = new FloatPieces(b.columns(), b.left(), columns);
    if (across.count() * LONG <= columns) {
      across.copy(from(b), b.offset(), b.rows(), b.top(), depth, to, start, width);
      return true;
    }
    FloatPieces down = new FloatPieces(b.rows(), b.top(), depth);
    boolean turned =
        down.count() * LONG <= depth && (turns || FloatTranspose.isReady(depth * columns));
    if (turned) {
      packTurned(b, down, depth, columns, width, to, start);
    }
    return turned;
  }

  private static void packPlainly(
      Patches b, int depth, int columns, int width, float[] to, int start) {
    int[] ends = b.pieces(columns);
    if (columns < width) {
      Arrays.fill(to, start, start + depth * width, 0f);
    }
    if (ends[columns] * LONG <= columns) {
      packPieces(b, ends, ends[columns], depth, width, to, start);
    } else {
      packElements(b, depth, columns, width, to, start);
    }
  }

  private static float[] from(Patches b) {
    return (float[]) b.array();
  }

  /// Sixteen columns at a time, which are made of pieces and then turned. What a panel has beyond
  /// its columns is arbitrary.
  private static void packTurned(
      Patches b, FloatPieces down, int depth, int columns, int width, float[] to, int start) {
    int row = (depth + LANES - 1) / LANES * LANES + LANES;
    Workspace space = Workspace.take(GemmLoops.FLOAT, LANES * row, 0);
    try {
      float[] rows = (float[]) space.a();
      int whole = depth & -LANES;
      for (int q = 0; q < columns; q += LANES) {
        int some = Math.min(LANES, columns - q);
        down.copy(from(b), b.offset(), b.columns(), b.left() + q, some, rows, 0, row);
        FloatTranspose.sixteen(rows, 0, row, whole, to, start + q, width);
        for (int p = whole; p < depth; p++) {
          for (int r = 0; r < LANES; r++) {
            to[start + p * width + q + r] = rows[r * row + p];
          }
        }
      }
    } finally {
      space.giveBack();
    }
  }

  private static void packPieces(
      Patches b, int[] ends, int pieces, int depth, int width, float[] to, int start) {
    float[] from = (float[]) b.array();
    int[] columns = b.columns();
    for (int p = 0; p < depth; p++) {
      int x = b.offset() + b.rows()[b.top() + p];
      int y = start + p * width;
      int q = 0;
      for (int r = 0; r < pieces; r++) {
        int end = ends[r];
        System.arraycopy(from, x + columns[b.left() + q], to, y + q, end - q);
        q = end;
      }
    }
  }

  private static void packElements(
      Patches b, int depth, int columns, int width, float[] to, int start) {
    float[] from = (float[]) b.array();
    int[] at = Arrays.copyOfRange(b.columns(), b.left(), b.left() + columns);
    int p = 0;
    while (p < depth) {
      int x = b.offset() + b.rows()[b.top() + p];
      int y = start + p * width;
      if (p + 8 <= depth && b.hasNeighbours(p)) {
        eightRows(from, x, at, to, y, width);
        p += 8;
      } else {
        for (int q = 0; q < at.length; q++) {
          to[y + q] = from[x + at[q]];
        }
        p++;
      }
    }
  }

  /// Eight neighbours in the array become an element of eight rows.
  private static void eightRows(float[] from, int x, int[] at, float[] to, int o, int width) {
    int o1 = o + width;
    int o2 = o1 + width;
    int o3 = o2 + width;
    int o4 = o3 + width;
    int o5 = o4 + width;
    int o6 = o5 + width;
    int o7 = o6 + width;
    for (int q = 0; q < at.length; q++) {
      int here = x + at[q];
      to[o + q] = from[here];
      to[o1 + q] = from[here + 1];
      to[o2 + q] = from[here + 2];
      to[o3 + q] = from[here + 3];
      to[o4 + q] = from[here + 4];
      to[o5 + q] = from[here + 5];
      to[o6 + q] = from[here + 6];
      to[o7 + q] = from[here + 7];
    }
  }
}
