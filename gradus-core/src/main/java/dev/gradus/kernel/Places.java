package dev.gradus.kernel;

/// Where elements lie in an array, when some of their coordinates come out of index arrays.
///
/// The places of a result's elements stand in an `int[]` in row-major order. They are the sum of a
/// plain term, linear in the coordinates, and of one term for each index array.
public final class Places {
  private Places() {}

  /// The plain term: `offset + Σ coordinate · step`.
  public static int[] plain(long[] sizes, long[] steps, long offset) {
    int count = 1;
    for (long s : sizes) {
      count = Math.multiplyExact(count, (int) s);
    }
    int[] places = new int[count];
    int rank = sizes.length;
    int inner = rank == 0 ? 1 : (int) sizes[rank - 1];
    int step = rank == 0 ? 0 : (int) steps[rank - 1];
    long[] at = new long[rank];
    for (int k = 0; k < count; k += inner) {
      int place = (int) (offset + dot(at, steps));
      for (int j = 0; j < inner; j++) {
        places[k + j] = place + j * step;
      }
      next(at, sizes);
    }
    return places;
  }

  /// Adds `index · step` for an index array of the given strides along the coordinates.
  ///
  /// @param size positions are below it
  /// @param wraps whether negative positions count from the end
  /// @return -1, or where in the index array the first position lies that is out of range
  public static long add(
      int[] places,
      long[] sizes,
      long[] index,
      long offset,
      long[] strides,
      long size,
      long step,
      boolean wraps) {
    int rank = sizes.length;
    int inner = rank == 0 ? 1 : (int) sizes[rank - 1];
    int stride = rank == 0 ? 0 : (int) strides[rank - 1];
    long least = wraps ? -size : 0;
    long[] at = new long[rank];
    for (int k = 0; k < places.length; k += inner) {
      int from = (int) (offset + dot(at, strides));
      for (int j = 0; j < inner; j++) {
        long i = index[from + j * stride];
        if (i < least || i >= size) {
          return from + (long) j * stride;
        }
        places[k + j] += (int) ((i < 0 ? i + size : i) * step);
      }
      next(at, sizes);
    }
    return -1;
  }

  // The next coordinates of all dimensions but the last, in row-major order.
  private static void next(long[] at, long[] sizes) {
    for (int d = at.length - 2; d >= 0; d--) {
      if (++at[d] < sizes[d]) {
        return;
      }
      at[d] = 0;
    }
  }

  private static long dot(long[] at, long[] steps) {
    long sum = 0;
    for (int d = 0; d < at.length; d++) {
      sum += at[d] * steps[d];
    }
    return sum;
  }

  /// Multiplies all places.
  public static void scale(int[] places, int factor) {
    for (int k = 0; k < places.length; k++) {
      places[k] *= factor;
    }
  }

  /// Adds an offset to all places.
  public static void shift(int[] places, long offset) {
    if (offset != 0) {
      for (int k = 0; k < places.length; k++) {
        places[k] += (int) offset;
      }
    }
  }

  /// Replaces numbers of elements in row-major order by where they lie with these strides.
  public static void unravel(int[] places, long[] sizes, long[] strides, long offset) {
    for (int k = 0; k < places.length; k++) {
      long rest = places[k];
      long place = offset;
      for (int d = sizes.length - 1; d >= 0; d--) {
        place += rest % sizes[d] * strides[d];
        rest /= sizes[d];
      }
      places[k] = (int) place;
    }
  }
}
