package dev.gradus.kernel;

/// The greatest element in each window of each plane, and where it is in the plane.
///
/// Of equal elements the first wins, of nans the last. An empty window gives the least number there
/// is and the place where it begins.
public final class MaxPooling {
  private static final int INFINITY = 0x7f800000;

  private final int[] in;
  private final int places;
  private final int results;
  private final boolean pairs;

  private MaxPooling(int[] in, PoolWindows[] w, boolean alike) {
    this.in = in;
    this.places = in[0] * in[1] * in[2];
    this.results = w[0].count() * w[1].count() * w[2].count();
    // Places in a plane are added up in floats.
    this.pairs =
        alike
            && w[2].count() > 0
            && places < 1 << 22
            && FloatPairPooling.fits(w[1])
            && FloatPairPooling.fits(w[2]);
  }

  /// Fills `y` and `indices`; planes are contiguous float, double or long.
  ///
  /// @param in the three sizes of a plane
  /// @param windows those of the three dimensions, for all planes alike or for each
  public static void run(
      int planes, int[] in, PoolWindows[][] windows, Object x, int xo, Object y, long[] indices) {
    MaxPooling p = new MaxPooling(in, windows[0], windows.length == 1);
    PoolPlanes.each(
        planes,
        p.places,
        plane -> {
          PoolWindows[] w = windows[windows.length == 1 ? 0 : plane];
          p.plane(w, x, xo + plane * p.places, y, indices, plane * p.results);
        });
  }

  // One row of results at a time: its windows see the same rows of the plane.
  private void plane(PoolWindows[] w, Object x, int from, Object y, long[] indices, int to) {
    boolean paired = pairs && x instanceof float[] && FloatPairPooling.isReady(results);
    int[] rows = new int[in[0] * in[1]];
    int keyed = -1;
    int o = to;
    for (int d = 0; d < w[0].count(); d++) {
      int done = paired ? pairs(w, d, (float[]) x, from, (float[]) y, indices, o) : 0;
      o += done * w[2].count();
      for (int h = done; h < w[1].count(); h++, o += w[2].count()) {
        int count = rows(w, d, h, rows);
        if (keyed < 0) {
          keyed = x instanceof float[] a && !hasNan(a, from, places) ? 1 : 0;
        }
        row(rows, count, w[2], x, keyed == 1, from, y, indices, o);
      }
    }
  }

  /// Where the rows that a row of windows sees begin in the plane, and how many they are.
  private int rows(PoolWindows[] w, int d, int h, int[] rows) {
    int count = 0;
    for (int i = w[0].start()[d]; i < w[0].end()[d]; i += w[0].step()) {
      for (int j = w[1].start()[h]; j < w[1].end()[h]; j += w[1].step()) {
        rows[count++] = (i * in[1] + j) * in[2];
      }
    }
    if (count == 0) {
      rows[0] = (w[0].start()[d] * in[1] + w[1].start()[h]) * in[2];
    }
    return count;
  }

  /// Rows of windows of two by two, sixteen windows at a time; the number of those that were done.
  private int pairs(PoolWindows[] w, int d, float[] x, int from, float[] y, long[] indices, int o) {
    if (w[0].end()[d] - w[0].start()[d] != 1 || w[1].count() == 0) {
      return 0;
    }
    int first = (w[0].start()[d] * in[1] + w[1].start()[0]) * in[2] + w[2].start()[0];
    int across = w[2].count();
    return FloatPairPooling.rows(x, from, first, in[2], w[1].count(), across, y, indices, o);
  }

  private static void row(
      int[] rows,
      int count,
      PoolWindows across,
      Object x,
      boolean keyed,
      int from,
      Object y,
      long[] indices,
      int o) {
    switch (x) {
      case float[] a when keyed -> keyedRow(rows, count, across, a, from, (float[]) y, indices, o);
      case float[] a -> row(rows, count, across, a, from, (float[]) y, indices, o);
      case double[] a -> row(rows, count, across, a, from, (double[]) y, indices, o);
      case long[] a -> row(rows, count, across, a, from, (long[]) y, indices, o);
      default -> throw new AssertionError(x.getClass());
    }
  }

  // --- Floats without a nan ---
  //
  // The key of an element has in its upper half a number that is ordered as the elements are, in
  // its lower half one that is greater the earlier the place: the greatest key belongs to the first
  // greatest element, and is found without branches that depend on the elements.

  private static boolean hasNan(float[] x, int from, int count) {
    int seen = 0;
    for (int i = 0; i < count; i++) {
      seen |= INFINITY - (Float.floatToRawIntBits(x[from + i]) & Integer.MAX_VALUE);
    }
    return seen < 0;
  }

  private static long key(float x, int place) {
    // Adding 0 makes one zero of both.
    int bits = Float.floatToRawIntBits(x + 0f);
    long ordered = bits ^ bits >> 31 & Integer.MAX_VALUE;
    return (ordered << 32) + (Integer.MAX_VALUE - place);
  }

  private static void keyedRow(
      int[] rows,
      int count,
      PoolWindows across,
      float[] x,
      int from,
      float[] y,
      long[] indices,
      int o) {
    int[] start = across.start();
    int[] end = across.end();
    int step = across.step();
    int row = rows[0];
    int below = count == 2 && step == 1 ? rows[1] : -1;
    for (int q = 0; q < start.length; q++) {
      int left = start[q];
      int right = end[q];
      long best;
      if (below >= 0 && right - left == 2) {
        best =
            Math.max(
                Math.max(
                    key(x[from + row + left], row + left),
                    key(x[from + row + left + 1], row + left + 1)),
                Math.max(
                    key(x[from + below + left], below + left),
                    key(x[from + below + left + 1], below + left + 1)));
      } else {
        best = greatest(rows, count, x, from, left, right, step);
      }
      boolean any = best != Long.MIN_VALUE;
      int place = any ? Integer.MAX_VALUE - (int) best : row + left;
      y[o + q] = any ? x[from + place] : Float.NEGATIVE_INFINITY;
      indices[o + q] = place;
    }
  }

  private static long greatest(
      int[] rows, int count, float[] x, int from, int left, int right, int step) {
    long best = Long.MIN_VALUE;
    for (int t = 0; t < count; t++) {
      for (int k = left; k < right; k += step) {
        best = Math.max(best, key(x[from + rows[t] + k], rows[t] + k));
      }
    }
    return best;
  }

  // --- All else ---

  private static void row(
      int[] rows,
      int count,
      PoolWindows across,
      float[] x,
      int from,
      float[] y,
      long[] indices,
      int o) {
    int[] start = across.start();
    int[] end = across.end();
    int step = across.step();
    for (int q = 0; q < start.length; q++) {
      int left = start[q];
      int right = end[q];
      float most = Float.NEGATIVE_INFINITY;
      int best = rows[0] + left;
      for (int t = 0; t < count; t++) {
        int row = rows[t];
        for (int k = left; k < right; k += step) {
          float v = x[from + row + k];
          if (v > most || Float.isNaN(v)) {
            most = v;
            best = row + k;
          }
        }
      }
      y[o + q] = most;
      indices[o + q] = best;
    }
  }

  private static void row(
      int[] rows,
      int count,
      PoolWindows across,
      double[] x,
      int from,
      double[] y,
      long[] indices,
      int o) {
    int[] start = across.start();
    int[] end = across.end();
    int step = across.step();
    for (int q = 0; q < start.length; q++) {
      int left = start[q];
      int right = end[q];
      double most = Double.NEGATIVE_INFINITY;
      int best = rows[0] + left;
      for (int t = 0; t < count; t++) {
        int row = rows[t];
        for (int k = left; k < right; k += step) {
          double v = x[from + row + k];
          if (v > most || Double.isNaN(v)) {
            most = v;
            best = row + k;
          }
        }
      }
      y[o + q] = most;
      indices[o + q] = best;
    }
  }

  private static void row(
      int[] rows,
      int count,
      PoolWindows across,
      long[] x,
      int from,
      long[] y,
      long[] indices,
      int o) {
    int[] start = across.start();
    int[] end = across.end();
    int step = across.step();
    for (int q = 0; q < start.length; q++) {
      int left = start[q];
      int right = end[q];
      long most = Long.MIN_VALUE;
      int best = rows[0] + left;
      for (int t = 0; t < count; t++) {
        int row = rows[t];
        for (int k = left; k < right; k += step) {
          long v = x[from + row + k];
          if (v > most) {
            most = v;
            best = row + k;
          }
        }
      }
      y[o + q] = most;
      indices[o + q] = best;
    }
  }
}
