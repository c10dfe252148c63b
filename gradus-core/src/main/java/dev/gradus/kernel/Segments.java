package dev.gradus.kernel;

import java.util.Arrays;

/// Neighbouring rows of matrices, reduced together.
///
/// @param outer how many matrices there are
/// @param n the rows of each
/// @param inner the columns
/// @param count the segments of each
/// @param start the first row of every segment
/// @param end the row behind its last
public record Segments(int outer, int n, int inner, int count, int[] start, int[] end) {
  /// What is done with the rows of a segment.
  public enum Kind {
    MAX,
    MEAN,
    MIN,
    SUM,
    PROD
  }

  /// One row for every segment. Where there is a nan, maxima and minima are nan.
  ///
  /// @param initial with what each begins
  /// @param x outer × n × inner
  /// @param y outer × count × inner
  public void reduce(Kind kind, double initial, double[] x, double[] y) {
    Arrays.fill(y, initial);
    for (int t = 0; t < outer; t++) {
      for (int s = 0; s < count; s++) {
        int to = (t * count + s) * inner;
        for (int row = start[t * count + s]; row < end[t * count + s]; row++) {
          add(kind, x, (t * n + row) * inner, y, to);
        }
        int length = length(t * count + s);
        if (kind == Kind.MEAN && length > 0) {
          for (int k = 0; k < inner; k++) {
            y[to + k] /= length;
          }
        }
      }
    }
  }

  private void add(Kind kind, double[] x, int from, double[] y, int to) {
    switch (kind) {
      case MAX -> {
        for (int k = 0; k < inner; k++) {
          y[to + k] = Math.max(y[to + k], x[from + k]);
        }
      }
      case MIN -> {
        for (int k = 0; k < inner; k++) {
          y[to + k] = Math.min(y[to + k], x[from + k]);
        }
      }
      case PROD -> {
        for (int k = 0; k < inner; k++) {
          y[to + k] *= x[from + k];
        }
      }
      default -> {
        for (int k = 0; k < inner; k++) {
          y[to + k] += x[from + k];
        }
      }
    }
  }

  /// The rows of a segment.
  public int length(int segment) {
    return end[segment] - start[segment];
  }

  /// Every row gets what its segment has; rows in none get 0.
  public void spread(double[] y, double[] x) {
    for (int t = 0; t < outer; t++) {
      for (int s = 0; s < count; s++) {
        int from = (t * count + s) * inner;
        for (int row = start[t * count + s]; row < end[t * count + s]; row++) {
          System.arraycopy(y, from, x, (t * n + row) * inner, inner);
        }
      }
    }
  }
}
