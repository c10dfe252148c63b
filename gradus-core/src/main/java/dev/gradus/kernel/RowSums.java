package dev.gradus.kernel;

import org.jspecify.annotations.Nullable;

/// Adds rows of one matrix to rows of another, one after the other, so that the sums have the same
/// bits every time. Rows are contiguous.
public final class RowSums {
  private RowSums() {}

  /// `y[to[k]] += c[at[k]] · x[from[k]]` for all k; a row has n elements, those of `x` begin at
  /// `xo`.
  ///
  /// @param c the factors; null for 1
  public static void add(
      float[] x, int xo, int[] from, int[] to, int n, float @Nullable [] c, int[] at, float[] y) {
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
  public static void add(
      double[] x,
      int xo,
      int[] from,
      int[] to,
      int n,
      double @Nullable [] c,
      int[] at,
      double[] y) {
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
