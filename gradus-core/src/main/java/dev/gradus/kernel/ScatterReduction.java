package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusIndexException;
import java.util.Arrays;

/// Elements that are combined in the place that an index names: sums, products, means, extremes.
///
/// Everything is computed in double or long, in the order of the index, and rounded once.
public final class ScatterReduction {
  /// How elements that meet in one place are combined.
  public enum Kind {
    SUM,
    PROD,
    MEAN,
    AMAX,
    AMIN
  }

  private final Kind kind;
  private final double[] reals;
  private final long[] wholes;
  private final int[] counts;
  private final boolean integral;

  private ScatterReduction(Kind kind, boolean integral, int n) {
    this.kind = kind;
    this.integral = integral;
    this.reals = new double[integral ? 0 : n];
    this.wholes = new long[integral ? n : 0];
    this.counts = new int[n];
  }

  /// Combines.
  ///
  /// @param dtype the dtype of both arrays
  /// @param y the result, row-major, holding the values to start from
  /// @param sizes its sizes
  /// @param dim the dimension along which the index names places
  /// @param includeSelf whether what y holds takes part
  /// @param src the elements, in the order of the index
  /// @param index the places, row-major
  /// @param indexSizes the sizes of the index
  public static void run(
      Kind kind,
      DType dtype,
      Object y,
      long[] sizes,
      int dim,
      boolean includeSelf,
      Object src,
      long[] index,
      long[] indexSizes) {
    int n = 1;
    for (long size : sizes) {
      n *= (int) size;
    }
    ScatterReduction r = new ScatterReduction(kind, dtype.isIntegral(), n);
    int[] places = places(index, indexSizes, sizes, dim);
    r.start(dtype, y, n, includeSelf, places);
    r.combine(dtype, src, places);
    r.finish(dtype, y, n, includeSelf);
  }

  // The place of every element in the result.
  private static int[] places(long[] index, long[] indexSizes, long[] sizes, int dim) {
    int rank = sizes.length;
    int[] steps = new int[rank];
    int step = 1;
    for (int d = rank - 1; d >= 0; d--) {
      steps[d] = step;
      step *= (int) sizes[d];
    }
    int[] places = new int[index.length];
    int[] at = new int[rank];
    for (int i = 0; i < index.length; i++) {
      int place = 0;
      for (int d = 0; d < rank; d++) {
        if (d != dim) {
          place += at[d] * steps[d];
        }
      }
      if (rank > 0) {
        if (index[i] < 0 || index[i] >= sizes[dim]) {
          throw new GradusIndexException(
              "index "
                  + index[i]
                  + " is out of bounds for dimension "
                  + dim
                  + " with size "
                  + sizes[dim]);
        }
        place += (int) index[i] * steps[dim];
      }
      places[i] = place;
      for (int d = rank - 1; d >= 0 && ++at[d] == indexSizes[d]; d--) {
        at[d] = 0;
      }
    }
    return places;
  }

  private void start(DType dtype, Object y, int n, boolean includeSelf, int[] places) {
    if (integral) {
      Widening.longs(dtype, y, 0, 1, n, wholes, 0);
    } else {
      Widening.doubles(dtype, y, 0, 1, n, reals, 0);
    }
    if (includeSelf) {
      Arrays.fill(counts, 1);
      return;
    }
    for (int place : places) {
      if (integral) {
        wholes[place] = wholeIdentity(dtype);
      } else {
        reals[place] = realIdentity();
      }
    }
  }

  private double realIdentity() {
    return switch (kind) {
      case SUM, MEAN -> 0;
      case PROD -> 1;
      case AMAX -> Double.NEGATIVE_INFINITY;
      case AMIN -> Double.POSITIVE_INFINITY;
    };
  }

  private long wholeIdentity(DType dtype) {
    return switch (kind) {
      case SUM, MEAN -> 0;
      case PROD -> 1;
      case AMAX -> dtype == DType.UINT8 || dtype == DType.BOOL ? 0 : Long.MIN_VALUE;
      case AMIN -> Long.MAX_VALUE;
    };
  }

  private void combine(DType dtype, Object src, int[] places) {
    int n = places.length;
    double[] real = new double[integral ? 0 : n];
    long[] whole = new long[integral ? n : 0];
    if (integral) {
      Widening.longs(dtype, src, 0, 1, n, whole, 0);
    } else {
      Widening.doubles(dtype, src, 0, 1, n, real, 0);
    }
    for (int i = 0; i < n; i++) {
      int p = places[i];
      counts[p]++;
      if (integral) {
        wholes[p] = combined(wholes[p], whole[i]);
      } else {
        reals[p] = combined(reals[p], real[i]);
      }
    }
  }

  private double combined(double a, double b) {
    return switch (kind) {
      case SUM, MEAN -> a + b;
      case PROD -> a * b;
      case AMAX -> Math.max(a, b);
      case AMIN -> Math.min(a, b);
    };
  }

  private long combined(long a, long b) {
    return switch (kind) {
      case SUM, MEAN -> a + b;
      case PROD -> a * b;
      case AMAX -> Math.max(a, b);
      case AMIN -> Math.min(a, b);
    };
  }

  private void finish(DType dtype, Object y, int n, boolean includeSelf) {
    for (int p = 0; p < n; p++) {
      int count = counts[p];
      if (count == 0) {
        continue;
      }
      boolean mean = kind == Kind.MEAN && !(includeSelf && count == 1);
      if (integral) {
        Widening.write(dtype, mean ? Math.floorDiv(wholes[p], count) : wholes[p], y, p);
      } else {
        Widening.write(dtype, mean ? reals[p] / count : reals[p], y, p);
      }
    }
  }
}
