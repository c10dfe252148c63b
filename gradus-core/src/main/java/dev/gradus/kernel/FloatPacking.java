package dev.gradus.kernel;

import java.util.Arrays;

/// Copies into panels for [PackedGemm], for float; [DoublePacking] is the same text for double, but
/// for what [FloatTranspose] does in vectors.
///
/// Loops are written so that C2 can drop their range checks, which halves their time: one induction
/// variable with constant steps, and everything else a loop invariant.
final class FloatPacking {
  private FloatPacking() {}

  /// A panel of `rows ≤ height` rows of `a`, the rows of one `p` side by side.
  static void packA(Strided a, int rows, int depth, int height, float[] to, int o) {
    float[] from = (float[]) a.array();
    int x = a.offset();
    if (rows == height && a.column() == 1) {
      switch (height) {
        case 1 -> System.arraycopy(from, x, to, o, depth);
        case 5 -> interleaveFive(from, x, a.row(), depth, to, o);
        case 8 -> {
          int whole = FloatTranspose.isReady(8 * depth) ? depth & -16 : 0;
          if (whole > 0) {
            FloatTranspose.eight(from, x, a.row(), whole, to, o);
          }
          interleaveEight(from, x + whole, a.row(), depth - whole, to, o + 8 * whole);
        }
        default -> packRows(a, rows, depth, height, to, o);
      }
    } else if (rows == height && a.row() == 1) {
      for (int p = 0; p < depth; p++) {
        System.arraycopy(from, x + p * a.column(), to, o + p * height, height);
      }
    } else {
      Arrays.fill(to, o, o + height * depth, 0f);
      packRows(a, rows, depth, height, to, o);
    }
  }

  private static void packRows(Strided a, int rows, int depth, int height, float[] to, int o) {
    float[] from = (float[]) a.array();
    for (int r = 0; r < rows; r++) {
      int x = a.at(r, 0);
      int y = o + r;
      for (int p = 0; p < depth; p++, x += a.column(), y += height) {
        to[y] = from[x];
      }
    }
  }

  private static void interleaveFive(float[] from, int x, int row, int depth, float[] to, int o) {
    int x1 = x + row;
    int x2 = x1 + row;
    int x3 = x2 + row;
    int x4 = x3 + row;
    for (int p = 0; p < depth; p++) {
      to[o + 5 * p] = from[x + p];
      to[o + 5 * p + 1] = from[x1 + p];
      to[o + 5 * p + 2] = from[x2 + p];
      to[o + 5 * p + 3] = from[x3 + p];
      to[o + 5 * p + 4] = from[x4 + p];
    }
  }

  private static void interleaveEight(float[] from, int x, int row, int depth, float[] to, int o) {
    int x1 = x + row;
    int x2 = x1 + row;
    int x3 = x2 + row;
    int x4 = x3 + row;
    int x5 = x4 + row;
    int x6 = x5 + row;
    int x7 = x6 + row;
    for (int p = 0; p < depth; p++) {
      to[o + 8 * p] = from[x + p];
      to[o + 8 * p + 1] = from[x1 + p];
      to[o + 8 * p + 2] = from[x2 + p];
      to[o + 8 * p + 3] = from[x3 + p];
      to[o + 8 * p + 4] = from[x4 + p];
      to[o + 8 * p + 5] = from[x5 + p];
      to[o + 8 * p + 6] = from[x6 + p];
      to[o + 8 * p + 7] = from[x7 + p];
    }
  }

  /// A panel of `columns ≤ width` columns of `b`.
  static void packB(Strided b, int depth, int columns, int width, float[] to, int start) {
    float[] from = (float[]) b.array();
    if (b.column() == 1) {
      for (int p = 0, o = start; p < depth; p++, o += width) {
        System.arraycopy(from, b.at(p, 0), to, o, columns);
        Arrays.fill(to, o + columns, o + width, 0f);
      }
      return;
    }
    if (columns < width) {
      Arrays.fill(to, start, start + depth * width, 0f);
    }
    int p = 0;
    if (b.row() == 1) {
      int whole = FloatTranspose.isReady(columns * depth) ? depth & -16 : 0;
      int left = whole > 0 ? columns & -16 : 0;
      for (int q = 0; q < left; q += 16) {
        FloatTranspose.sixteen(from, b.at(0, q), b.column(), whole, to, start + q, width);
      }
      for (; p + 8 <= depth; p += 8) {
        int done = p < whole ? left : 0;
        int x = b.at(p, done);
        int y = start + p * width + done;
        transposeEight(from, x, b.column(), columns - done, to, y, width);
      }
    }
    for (; p < depth; p++) {
      int x = b.at(p, 0);
      int y = start + p * width;
      for (int q = 0; q < columns; q++, x += b.column()) {
        to[y + q] = from[x];
      }
    }
  }

  /// Eight neighbours of each column become an element of eight rows.
  private static void transposeEight(
      float[] from, int x, int column, int columns, float[] to, int o, int width) {
    int o1 = o + width;
    int o2 = o1 + width;
    int o3 = o2 + width;
    int o4 = o3 + width;
    int o5 = o4 + width;
    int o6 = o5 + width;
    int o7 = o6 + width;
    for (int q = 0; q < columns; q++) {
      int at = x + q * column;
      to[o + q] = from[at];
      to[o1 + q] = from[at + 1];
      to[o2 + q] = from[at + 2];
      to[o3 + q] = from[at + 3];
      to[o4 + q] = from[at + 4];
      to[o5 + q] = from[at + 5];
      to[o6 + q] = from[at + 6];
      to[o7 + q] = from[at + 7];
    }
  }
}
