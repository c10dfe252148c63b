package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// Sorting and selecting along one dimension of row-major arrays.
///
/// A nan counts as greatest; zeros of both signs are equal. Every element becomes a long that is
/// ordered as the elements are, so that one algorithm serves all dtypes.
public final class Sorting {
  /// Where so few elements of a row are wanted, a heap finds them.
  private static final int FEW = 64;

  private Sorting() {}

  /// Brings a row into the order that a result asks for.
  @FunctionalInterface
  public interface Arrangement {
    /// Orders the keys and the places alike, as far as needed.
    ///
    /// @return where the first of the wanted elements is now; the others follow
    int arrange(long[] keys, int[] places);
  }

  /// Everything in ascending order, equal elements in the order they came in.
  public static Arrangement stable() {
    return (keys, places) -> {
      order(keys, places);
      return 0;
    };
  }

  /// The first `k` elements of a sorted row.
  public static Arrangement first(int k) {
    return (keys, places) -> {
      Selection row = new Selection(keys, places);
      if ((long) k * FEW <= keys.length) {
        row.sortFirst(k);
      } else if (k > 0) {
        row.select(k - 1);
        row.sort(k - 1);
      }
      return 0;
    };
  }

  /// The element of a rank, from 0.
  public static Arrangement rank(int rank) {
    return (keys, places) -> {
      new Selection(keys, places).selectByQuickSelect(rank);
      return rank;
    };
  }

  /// The lower of the middle elements.
  ///
  /// @param fractions whether the keys are those of fractions, among which may be nan
  /// @param withoutNan whether nan are left out; else the first of them is chosen
  public static Arrangement middle(boolean fractions, boolean withoutNan) {
    return (keys, places) -> {
      int nans = 0;
      int firstNan = -1;
      for (int k = keys.length - 1; fractions && k >= 0; k--) {
        if (isNan(keys[k])) {
          nans++;
          firstNan = k;
        }
      }
      if (nans > 0 && (!withoutNan || nans == keys.length)) {
        return firstNan;
      }
      int middle = (keys.length - nans - 1) / 2;
      new Selection(keys, places).select(middle);
      return middle;
    };
  }

  /// The most frequent element, the least of several; every nan is an element of its own.
  public static Arrangement mode(boolean fractions) {
    return (keys, places) -> {
      new Selection(keys, places).sort(keys.length);
      int best = 0;
      int longest = 0;
      int run = 0;
      for (int k = 0; k < keys.length; k++) {
        boolean same = k > 0 && keys[k] == keys[k - 1] && !(fractions && isNan(keys[k]));
        run = same ? run + 1 : 1;
        if (run > longest) {
          longest = run;
          best = k;
        }
      }
      return best;
    };
  }

  /// Writes chosen elements of each row to `values` and their places in the row to `indices`.
  ///
  /// @param sizes `outer`, the length of a row, `inner`, and how many elements are chosen
  public static void run(
      DType dtype,
      Object x,
      int xo,
      int[] sizes,
      boolean descending,
      Arrangement arrangement,
      Object values,
      long[] indices) {
    int n = sizes[1];
    int inner = sizes[2];
    int count = sizes[3];
    Parallel.run(
        sizes[0],
        o -> {
          int[] places = new int[n];
          for (int i = 0; i < inner; i++) {
            int from = xo + o * n * inner + i;
            long[] keys = keys(dtype, x, from, inner, n, descending);
            for (int k = 0; k < n; k++) {
              places[k] = k;
            }
            int first = arrangement.arrange(keys, places);
            for (int k = 0; k < count; k++) {
              int place = places[first + k];
              int to = (o * count + k) * inner + i;
              System.arraycopy(x, from + place * inner, values, to, 1);
              indices[to] = place;
            }
          }
        });
  }

  static long[] keys(DType dtype, Object x, int at, int step, int n, boolean descending) {
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
  static boolean isNan(long key) {
    return key > key(Double.POSITIVE_INFINITY);
  }

  /// Sorts the keys and the places alike: merges runs of doubling length.
  private static void order(long[] keys, int[] places) {
    int n = keys.length;
    long[] fromKeys = keys;
    long[] toKeys = new long[n];
    int[] from = places;
    int[] to = new int[n];
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
      System.arraycopy(from, 0, places, 0, n);
    }
  }
}
