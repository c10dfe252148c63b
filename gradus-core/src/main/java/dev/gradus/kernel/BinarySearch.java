package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import org.jspecify.annotations.Nullable;

/// Places of values in rows that are sorted, so that the rows stay sorted.
public final class BinarySearch {
  private BinarySearch() {}

  /// Writes the places to `found`.
  ///
  /// @param sizes how many rows, the length of a row, how many values each row is searched for; one
  ///   row may serve all
  /// @param sorter for each place in a sorted row where that element is, or null
  public static void run(
      DType dtype,
      Object rows,
      int rowsAt,
      Object values,
      int valuesAt,
      int[] sizes,
      boolean right,
      long @Nullable [] sorter,
      long[] found) {
    int n = sizes[1];
    int m = sizes[2];
    Parallel.run(
        sizes[0],
        r -> {
          int from = rowsAt + r * n;
          if (dtype.isIntegral()) {
            long[] row = new long[n];
            long[] wanted = new long[m];
            Widening.longs(dtype, rows, from, 1, n, row, 0);
            Widening.longs(dtype, values, valuesAt + r * m, 1, m, wanted, 0);
            for (int i = 0; i < m; i++) {
              found[r * m + i] = place(row, wanted[i], right, sorter, r * n);
            }
          } else {
            double[] row = new double[n];
            double[] wanted = new double[m];
            Widening.doubles(dtype, rows, from, 1, n, row, 0);
            Widening.doubles(dtype, values, valuesAt + r * m, 1, m, wanted, 0);
            for (int i = 0; i < m; i++) {
              found[r * m + i] = place(row, wanted[i], right, sorter, r * n);
            }
          }
        });
  }

  private static int place(
      long[] row, long v, boolean right, long @Nullable [] sorter, int sorterAt) {
    int low = 0;
    int high = row.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      long e = row[sorter == null ? middle : (int) sorter[sorterAt + middle]];
      if (right ? e > v : e >= v) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /// As above; a nan is behind everything, because it is neither greater nor equal.
  private static int place(
      double[] row, double v, boolean right, long @Nullable [] sorter, int sorterAt) {
    int low = 0;
    int high = row.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      double e = row[sorter == null ? middle : (int) sorter[sorterAt + middle]];
      if (right ? e > v : e >= v) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
