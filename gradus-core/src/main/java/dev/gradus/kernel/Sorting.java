package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// Stable sorting along one dimension of row-major arrays.
///
/// A nan counts as greatest; zeros of both signs are equal. Every element becomes a long that is
/// ordered as the elements are, so that one merge sort serves all dtypes.
public final class Sorting {
  private Sorting() {}

  /// Which elements of the sorted row are wanted: for each result its place in it.
  @FunctionalInterface
  public interface Choice {
    /// The place of result `k` in a sorted row.
    ///
    /// @param keys the ordered keys; [#isNan] tells those of nan
    int place(long[] keys, int k);
  }

  /// Writes chosen elements of each sorted row to `values` and their places in the unsorted row to
  /// `indices`.
  ///
  /// @param sizes `outer`, the length of a row, `inner`, and how many elements are chosen
  public static void run(
      DType dtype,
      Object x,
      int xo,
      int[] sizes,
      boolean descending,
      Choice choice,
      Object values,
      long[] indices) {
    int n = sizes[1];
    int inner = sizes[2];
    int count = sizes[3];
    Parallel.run(
        sizes[0],
        o -> {
          for (int i = 0; i < inner; i++) {
            int from = xo + o * n * inner + i;
            long[] keys = keys(dtype, x, from, inner, n, descending);
            int[] order = order(keys);
            for (int k = 0; k < count; k++) {
              int place = order[choice.place(keys, k)];
              int to = (o * count + k) * inner + i;
              System.arraycopy(x, from + place * inner, values, to, 1);
              indices[to] = place;
            }
          }
        });
  }

  private static long[] keys(DType dtype, Object x, int at, int step, int n, boolean descending) {
    long[] keys = new long[n];
    if (dtype.isIntegral()) {
      Widening.longs(dtype, x, at, step, n, keys, 0);
    } else {
      double[] row = new double[n];
      Widening.doubles(dtype, x, at, step, n, row, 0);
      for (int k = 0; k < n; k++) {
        keys[k] = key(row[k]);
      }
    }
    for (int k = 0; descending && k < n; k++) {
      keys[k] = ~keys[k];
    }
    return keys;
  }

  private static long key(double v) {
    long bits = Double.doubleToLongBits(v == 0 ? 0.0 : v);
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  /// Whether an ascending key of a fraction is that of a nan.
  public static boolean isNan(long key) {
    return key > key(Double.POSITIVE_INFINITY);
  }

  /// Sorts the keys and gives the place each came from: merges runs of doubling length.
  private static int[] order(long[] keys) {
    int n = keys.length;
    long[] fromKeys = keys;
    long[] toKeys = new long[n];
    int[] from = new int[n];
    int[] to = new int[n];
    for (int i = 0; i < n; i++) {
      from[i] = i;
    }
    for (int run = 1; run > 0 && run < n; run *= 2) {
      for (int start = 0; start < n; start += 2 * run) {
        int middle = Math.min(start + run, n);
        int end = (int) Math.min(start + 2L * run, n);
        int a = start;
        int b = middle;
        for (int k = start; k < end; k++) {
          boolean left = b == end || a < middle && fromKeys[a] <= fromKeys[b];
          int source = left ? a++ : b++;
          toKeys[k] = fromKeys[source];
          to[k] = from[source];
        }
        if (end == n) {
          break;
        }
      }
      long[] keySwap = fromKeys;
      fromKeys = toKeys;
      toKeys = keySwap;
      int[] swap = from;
      from = to;
      to = swap;
    }
    if (fromKeys != keys) {
      System.arraycopy(fromKeys, 0, keys, 0, n);
    }
    return from;
  }
}
