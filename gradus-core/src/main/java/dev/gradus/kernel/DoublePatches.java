package dev.gradus.kernel;

import java.util.Arrays;

/// Copies [Patches] into panels, for double; [FloatPatches] is the same text for float, but for
/// what goes in vectors there.
final class DoublePatches {
  /// Columns in a piece from which on pieces are copied as such.
  private static final int LONG = 4;

  private DoublePatches() {}

  /// A panel of `columns ≤ width` columns.
  static void pack(Patches b, int depth, int columns, int width, double[] to, int start) {
    int[] ends = b.pieces(columns);
    if (columns < width) {
      Arrays.fill(to, start, start + depth * width, 0.0);
    }
    if (ends[columns] * LONG <= columns) {
      packPieces(b, ends, ends[columns], depth, width, to, start);
    } else {
      packElements(b, depth, columns, width, to, start);
    }
  }

  private static void packPieces(
      Patches b, int[] ends, int pieces, int depth, int width, double[] to, int start) {
    double[] from = (double[]) b.array();
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
      Patches b, int depth, int columns, int width, double[] to, int start) {
    double[] from = (double[]) b.array();
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
  private static void eightRows(double[] from, int x, int[] at, double[] to, int o, int width) {
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
