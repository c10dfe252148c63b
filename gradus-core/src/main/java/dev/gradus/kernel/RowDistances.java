package dev.gradus.kernel;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Distances of order p between rows, (Σ |a − b|^p)^(1/p), and their gradients.
///
/// The sum over columns is taken one column after the other for many pairs at once, so that the
/// inner loops run over pairs side by side.
public final class RowDistances {
  // Pairs whose sums stay in the nearest cache.
  private static final int BLOCK = 1024;
  private static final long PER_TASK = 1 << 16;

  /// What is summed up, by p.
  private enum Kind {
    COUNT,
    ABSOLUTE,
    SQUARE,
    LARGEST,
    WHOLE_POWER,
    POWER;

    static Kind of(double p) {
      if (p == 0) {
        return COUNT;
      }
      if (p == 1) {
        return ABSOLUTE;
      }
      if (p == 2) {
        return SQUARE;
      }
      if (Double.isInfinite(p)) {
        return LARGEST;
      }
      return p == Math.rint(p) && p < 64 ? WHOLE_POWER : POWER;
    }
  }

  private RowDistances() {}

  /// `y[t, i, j]` is the distance of row `i` of `a[t]` and row `j` of `b[t]`.
  ///
  /// @param a batch × n × c
  /// @param bt batch × c × m: the other rows as columns
  public static void all(
      double[] a, double[] bt, int batch, int n, int m, int c, double p, double[] y) {
    Kind kind = Kind.of(p);
    rows(
        batch * n,
        (long) m * Math.max(c, 1),
        row -> {
          int t = row / n;
          row(kind, p, a, row * c, bt, t * c * m, m, c, 0, m, y, row * m);
        });
  }

  /// The distances of each row and the later ones, one after the other.
  ///
  /// @param a n × c
  /// @param at c × n: the same transposed
  public static void pairs(double[] a, double[] at, int n, int c, double p, double[] y) {
    Kind kind = Kind.of(p);
    rows(
        n,
        (long) n * Math.max(c, 1) / 2,
        i -> {
          int before = (int) ((long) i * (2L * n - i - 1) / 2);
          row(kind, p, a, i * c, at, 0, n, c, i + 1, n, y, before);
        });
  }

  private static void rows(int rows, long each, IntConsumer one) {
    int perTask = Math.clamp(PER_TASK / Math.max(each, 1), 1, Math.max(rows, 1));
    int tasks = (rows + perTask - 1) / perTask;
    Parallel.run(
        tasks,
        task -> {
          int end = Math.min(rows, (task + 1) * perTask);
          for (int row = task * perTask; row < end; row++) {
            one.accept(row);
          }
        });
  }

  // Row `ao` against columns `from` … `to − 1`; the results begin at `yo`.
  private static void row(
      Kind kind,
      double p,
      double[] a,
      int ao,
      double[] bt,
      int bo,
      int m,
      int c,
      int from,
      int to,
      double[] y,
      int yo) {
    for (int start = from; start < to; start += BLOCK) {
      int count = Math.min(BLOCK, to - start);
      int out = yo + start - from;
      Arrays.fill(y, out, out + count, 0);
      for (int k = 0; k < c; k++) {
        add(kind, p, a[ao + k], bt, bo + k * m + start, count, y, out);
      }
      root(kind, p, count, y, out);
    }
  }

  private static void add(
      Kind kind, double p, double x, double[] b, int bo, int count, double[] y, int yo) {
    switch (kind) {
      case COUNT -> {
        for (int j = 0; j < count; j++) {
          y[yo + j] += x != b[bo + j] ? 1 : 0;
        }
      }
      case ABSOLUTE -> {
        for (int j = 0; j < count; j++) {
          y[yo + j] += Math.abs(x - b[bo + j]);
        }
      }
      case SQUARE -> {
        for (int j = 0; j < count; j++) {
          double d = x - b[bo + j];
          y[yo + j] += d * d;
        }
      }
      case LARGEST -> {
        for (int j = 0; j < count; j++) {
          y[yo + j] = Math.max(y[yo + j], Math.abs(x - b[bo + j]));
        }
      }
      case WHOLE_POWER -> {
        for (int j = 0; j < count; j++) {
          y[yo + j] += wholePower(Math.abs(x - b[bo + j]), (int) p);
        }
      }
      case POWER -> {
        for (int j = 0; j < count; j++) {
          y[yo + j] += StrictMath.pow(Math.abs(x - b[bo + j]), p);
        }
      }
    }
  }

  private static void root(Kind kind, double p, int count, double[] y, int yo) {
    switch (kind) {
      case SQUARE -> {
        for (int j = 0; j < count; j++) {
          y[yo + j] = Math.sqrt(y[yo + j]);
        }
      }
      case WHOLE_POWER, POWER -> {
        for (int j = 0; j < count; j++) {
          y[yo + j] = StrictMath.pow(y[yo + j], 1 / p);
        }
      }
      default -> {}
    }
  }

  private static double wholePower(double x, int n) {
    double result = 1;
    double square = x;
    for (int left = n; left != 0; left >>= 1) {
      if ((left & 1) != 0) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }

  /// The gradients by the first rows: `z[t, i, k]` = Σ_j g · (slope of the distance by `a[t, i,
  /// k]`). Where a distance is 0, so is its slope; the largest difference is that of every column
  /// that has it.
  ///
  /// @param a batch × n × c
  /// @param b batch × m × c
  /// @param g batch × n × m
  /// @param y the distances
  public static void gradient(
      double[] a,
      double[] b,
      double[] g,
      double[] y,
      int batch,
      int n,
      int m,
      int c,
      double p,
      double[] z) {
    Kind kind = Kind.of(p);
    if (kind == Kind.COUNT) {
      return;
    }
    rows(
        batch * n,
        (long) m * Math.max(c, 1),
        row -> {
          int bo = row / n * m * c;
          for (int j = 0; j < m; j++) {
            double distance = y[row * m + j];
            double weight = weight(kind, p, g[row * m + j], distance);
            slope(kind, p, weight, distance, a, row * c, b, bo + j * c, c, z);
          }
        });
  }

  private static double weight(Kind kind, double p, double g, double distance) {
    return switch (kind) {
      case ABSOLUTE, LARGEST -> g;
      case SQUARE -> distance == 0 ? 0 : g / distance;
      default -> distance == 0 ? 0 : g / StrictMath.pow(distance, p - 1);
    };
  }

  private static void slope(
      Kind kind,
      double p,
      double weight,
      double distance,
      double[] a,
      int ao,
      double[] b,
      int bo,
      int c,
      double[] z) {
    switch (kind) {
      case ABSOLUTE -> {
        for (int k = 0; k < c; k++) {
          z[ao + k] += weight * Math.signum(a[ao + k] - b[bo + k]);
        }
      }
      case SQUARE -> {
        for (int k = 0; k < c; k++) {
          z[ao + k] += weight * (a[ao + k] - b[bo + k]);
        }
      }
      case LARGEST -> {
        for (int k = 0; k < c; k++) {
          double d = a[ao + k] - b[bo + k];
          z[ao + k] += Math.abs(d) == distance ? weight * Math.signum(d) : 0;
        }
      }
      default -> {
        for (int k = 0; k < c; k++) {
          double d = a[ao + k] - b[bo + k];
          double size = d == 0 ? 0 : StrictMath.pow(Math.abs(d), p - 1);
          z[ao + k] += weight * Math.signum(d) * size;
        }
      }
    }
  }
}
