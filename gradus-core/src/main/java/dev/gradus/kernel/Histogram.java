package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import org.jspecify.annotations.Nullable;

/// Counts of the points of a space that fall into boxes.
///
/// A box holds its lower edges; the last along a dimension holds its upper edge too. What is
/// outside or nan is in no box.
public final class Histogram {
  /// How the bin of an element is found.
  public enum Search {
    /// By its distance from the first edge, in the dtype's own arithmetic.
    DISTANCE,
    /// Among all edges, which need not be evenly spaced.
    EDGES
  }

  private Histogram() {}

  /// The sums of the weights in each box, row-major.
  ///
  /// @param points one row of coordinates for each point, beginning at `offset`
  /// @param edges the rising edges for each coordinate
  /// @param weights the weights of the points, or null where each is 1
  public static double[] count(
      DType dtype,
      Object points,
      int offset,
      int n,
      double[][] edges,
      double @Nullable [] weights,
      Search by) {
    int dims = edges.length;
    int boxes = 1;
    for (double[] e : edges) {
      boxes = Math.multiplyExact(boxes, e.length - 1);
    }
    double[] sums = new double[boxes];
    double[] point = new double[dims];
    for (int i = 0; i < n; i++) {
      Widening.doubles(dtype, points, offset + i * dims, 1, dims, point, 0);
      int box = box(dtype, point, edges, by);
      if (box >= 0) {
        sums[box] += weights == null ? 1 : weights[i];
      }
    }
    return sums;
  }

  private static int box(DType dtype, double[] point, double[][] edges, Search by) {
    int box = 0;
    for (int d = 0; d < point.length; d++) {
      double[] e = edges[d];
      double v = point[d];
      int last = e.length - 1;
      if (!(v >= e[0] && v <= e[last])) {
        return -1;
      }
      int bin = by == Search.EDGES ? lastEdge(e, v) : byDistance(dtype, e, v);
      box = box * last + Math.min(bin, last - 1);
    }
    return box;
  }

  private static int byDistance(DType dtype, double[] edges, double v) {
    int last = edges.length - 1;
    if (dtype == DType.FLOAT64) {
      return (int) ((v - edges[0]) * last / (edges[last] - edges[0]));
    }
    float first = (float) edges[0];
    return (int) (((float) v - first) * last / ((float) edges[last] - first));
  }

  /// The last edge that is not greater.
  private static int lastEdge(double[] edges, double v) {
    int low = 0;
    int high = edges.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (edges[middle] > v) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low - 1;
  }
}
