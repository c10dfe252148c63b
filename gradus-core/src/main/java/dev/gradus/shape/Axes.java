package dev.gradus.shape;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;

/// Dimensions named by number, negative ones counted from the end.
public final class Axes {
  private Axes() {}

  /// The dimension as 0 … rank-1; a zero-dimensional tensor accepts 0 and -1.
  ///
  /// @throws GradusIndexException if it is outside the range
  public static int wrap(int dim, int rank) {
    int n = Math.max(rank, 1);
    if (dim < -n || dim >= n) {
      throw new GradusIndexException(
          "Dimension out of range (expected to be in range of ["
              + -n
              + ", "
              + (n - 1)
              + "], but got "
              + dim
              + ")");
    }
    return dim < 0 ? dim + n : dim;
  }

  /// Several dimensions as a bit set; none given means all.
  ///
  /// @throws GradusArgumentException if one occurs twice
  public static long mask(int[] dims, int rank) {
    if (rank > 64) {
      throw new GradusArgumentException("only tensors with up to 64 dims are supported");
    }
    if (dims.length == 0) {
      return all(rank);
    }
    long mask = 0;
    for (int dim : dims) {
      long bit = 1L << wrap(dim, rank);
      if ((mask & bit) != 0) {
        throw new GradusArgumentException(
            "dim " + wrap(dim, rank) + " appears multiple times in the list of dims");
      }
      mask |= bit;
    }
    return mask;
  }

  /// All dimensions.
  public static long all(int rank) {
    return rank == 64 ? -1L : (1L << rank) - 1;
  }

  /// The index as 0 … size-1.
  public static long index(long index, int dim, long size) {
    if (index < -size || index >= size) {
      throw new GradusIndexException(
          "index " + index + " is out of bounds for dimension " + dim + " with size " + size);
    }
    return index < 0 ? index + size : index;
  }
}
