package dev.gradus.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Sums of rows of a matrix, one added after the other, so that they have the same bits every time.
/// Rows are contiguous.
public final class RowSums {
  private RowSums() {}

  /// `y` becomes the sum of `c[at[k]] · x[from[k]]` in row `to[k]`, for all k. A row has n
  /// elements, those of `x` begin at `xo`.
  ///
  /// @param c the factors; null for 1
  /// @param rows how many rows `y` has
  public static void of(
      float[] x,
      int xo,
      int[] from,
      int[] to,
      int n,
      float @Nullable [] c,
      int[] at,
      float[] y,
      int rows) {
    if (n >= WideRows.LEAST) {
      wide(x, xo, from, to, n, y, rows).add(c, at);
      return;
    }
    Arrays.fill(y, 0, rows * n, 0f);
    for (int k = 0; k < from.length; k++) {
      int source = xo + from[k] * n;
      int target = to[k] * n;
      if (c == null) {
        for (int d = 0; d < n; d++) {
          y[target + d] += x[source + d];
        }
      } else {
        float factor = c[at[k]];
        for (int d = 0; d < n; d++) {
          y[target + d] += factor * x[source + d];
        }
      }
    }
  }

  /// The same in float64.
  public static void of(
      double[] x,
      int xo,
      int[] from,
      int[] to,
      int n,
      double @Nullable [] c,
      int[] at,
      double[] y,
      int rows) {
    if (n >= WideRows.LEAST) {
      wide(x, xo, from, to, n, y, rows).add(c, at);
      return;
    }
    Arrays.fill(y, 0, rows * n, 0.0);
    for (int k = 0; k < from.length; k++) {
      int source = xo + from[k] * n;
      int target = to[k] * n;
      if (c == null) {
        for (int d = 0; d < n; d++) {
          y[target + d] += x[source + d];
        }
      } else {
        double factor = c[at[k]];
        for (int d = 0; d < n; d++) {
          y[target + d] += factor * x[source + d];
        }
      }
    }
  }

  private static WideRows wide(Object x, int xo, int[] from, int[] to, int n, Object y, int rows) {
    LaneLoops loops = WideRows.loops(y instanceof double[], to.length, n);
    return new WideRows(loops, x, slots(from, n, xo), y, slots(to, n, 0), n, true, rows);
  }

  private static int[] slots(int[] rows, int n, int first) {
    int[] slots = new int[rows.length];
    for (int k = 0; k < slots.length; k++) {
      slots[k] = first + rows[k] * n;
    }
    return slots;
  }

  /// `y[at[k]]` is the inner product of row `i[k]` of `a` and row `j[k]` of `b`.
  public static void dots(double[] a, int[] i, double[] b, int[] j, int n, int[] at, double[] y) {
    for (int k = 0; k < at.length; k++) {
      int left = i[k] * n;
      int right = j[k] * n;
      double sum = 0;
      for (int d = 0; d < n; d++) {
        sum += a[left + d] * b[right + d];
      }
      y[at[k]] = sum;
    }
  }

  /// Which row of `x` has the largest element of each column among the rows `from[k]` of the group
  /// `to[k]`, the first of equal ones; −1 for a group without rows.
  ///
  /// @param y groups × n, filled with −1
  public static void largest(double[] x, int[] from, int[] to, int n, long[] y) {
    for (int k = 0; k < from.length; k++) {
      int source = from[k] * n;
      int target = to[k] * n;
      for (int d = 0; d < n; d++) {
        long best = y[target + d];
        if (best < 0 || x[source + d] > x[(int) best * n + d]) {
          y[target + d] = from[k];
        }
      }
    }
  }
}
