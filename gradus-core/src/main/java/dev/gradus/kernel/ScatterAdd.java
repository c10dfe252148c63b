package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// Adds the elements of a contiguous array at given places, one after another, so that sums over
/// repeated places have the same bits every time.
public final class ScatterAdd {
  /// Where runs of slots lie in the array that is added to.
  ///
  /// @param starts where each begins
  /// @param length its slots
  /// @param step their distance
  private record Runs(int[] starts, int length, int step) {}

  /// The elements that are added.
  ///
  /// @param offset the first slot
  /// @param period how many slots there are; after them they begin anew
  private record Source(int offset, int period) {}

  private ScatterAdd() {}

  /// `x[starts[k] + j·step] += alpha · y[offset + k·length + j]`; bool is or.
  ///
  /// @param period how many slots of `y` there are; after them it begins anew
  /// @param alpha the factor
  /// @param whole the factor for integers
  public static void add(
      DType dtype,
      Object y,
      int offset,
      int period,
      int[] starts,
      int length,
      int step,
      double alpha,
      long whole,
      Object x) {
    Runs runs = new Runs(starts, length, step);
    Source source = new Source(offset, period);
    switch (x) {
      case float[] a -> add((float[]) y, source, runs, (float) alpha, a);
      case double[] a -> add((double[]) y, source, runs, alpha, a);
      case long[] a -> add((long[]) y, source, runs, whole, a);
      case int[] a -> add((int[]) y, source, runs, (int) whole, a);
      case byte[] a when dtype == DType.BOOL -> or((byte[]) y, source, runs, whole != 0, a);
      case byte[] a -> add((byte[]) y, source, runs, (int) whole, a);
      case short[] a when dtype == DType.INT16 -> add((short[]) y, source, runs, (int) whole, a);
      case short[] a -> addHalves(dtype, (short[]) y, source, runs, (float) alpha, a);
      default -> throw new AssertionError(x.getClass());
    }
  }

  private static boolean isWide(Source source, Runs runs) {
    return runs.step == 1
        && runs.length >= WideRows.LEAST
        && source.period >= (long) runs.starts.length * runs.length;
  }

  private static WideRows wide(Object y, Source source, Runs runs, Object x) {
    int[] sources = new int[runs.starts.length];
    for (int k = 0; k < sources.length; k++) {
      sources[k] = source.offset + k * runs.length;
    }
    LaneLoops loops = WideRows.loops(x instanceof double[], sources.length, runs.length);
    return new WideRows(loops, y, sources, x, runs.starts, runs.length, areApart(runs), 0);
  }

  // Windows that overlap in part may be added to as well.
  private static boolean areApart(Runs runs) {
    for (int start : runs.starts) {
      if ((start - runs.starts[0]) % runs.length != 0) {
        return false;
      }
    }
    return true;
  }

  private static void add(float[] y, Source source, Runs runs, float alpha, float[] x) {
    if (alpha == 1 && isWide(source, runs)) {
      wide(y, source, runs, x).add();
      return;
    }
    int from = 0;
    for (int start : runs.starts) {
      for (int j = 0; j < runs.length; j++) {
        int to = start + j * runs.step;
        x[to] += alpha * y[source.offset + from];
        from = from + 1 == source.period ? 0 : from + 1;
      }
    }
  }

  private static void add(double[] y, Source source, Runs runs, double alpha, double[] x) {
    if (alpha == 1 && isWide(source, runs)) {
      wide(y, source, runs, x).add();
      return;
    }
    int from = 0;
    for (int start : runs.starts) {
      for (int j = 0; j < runs.length; j++) {
        int to = start + j * runs.step;
        x[to] += alpha * y[source.offset + from];
        from = from + 1 == source.period ? 0 : from + 1;
      }
    }
  }

  private static void add(long[] y, Source source, Runs runs, long alpha, long[] x) {
    int from = 0;
    for (int start : runs.starts) {
      for (int j = 0; j < runs.length; j++) {
        int to = start + j * runs.step;
        x[to] += alpha * y[source.offset + from];
        from = from + 1 == source.period ? 0 : from + 1;
      }
    }
  }

  private static void add(int[] y, Source source, Runs runs, int alpha, int[] x) {
    int from = 0;
    for (int start : runs.starts) {
      for (int j = 0; j < runs.length; j++) {
        int to = start + j * runs.step;
        x[to] += alpha * y[source.offset + from];
        from = from + 1 == source.period ? 0 : from + 1;
      }
    }
  }

  private static void add(byte[] y, Source source, Runs runs, int alpha, byte[] x) {
    int from = 0;
    for (int start : runs.starts) {
      for (int j = 0; j < runs.length; j++) {
        int to = start + j * runs.step;
        x[to] = (byte) (x[to] + alpha * y[source.offset + from]);
        from = from + 1 == source.period ? 0 : from + 1;
      }
    }
  }

  private static void add(short[] y, Source source, Runs runs, int alpha, short[] x) {
    int from = 0;
    for (int start : runs.starts) {
      for (int j = 0; j < runs.length; j++) {
        int to = start + j * runs.step;
        x[to] = (short) (x[to] + alpha * y[source.offset + from]);
        from = from + 1 == source.period ? 0 : from + 1;
      }
    }
  }

  private static void or(byte[] y, Source source, Runs runs, boolean alpha, byte[] x) {
    int from = 0;
    for (int start : runs.starts) {
      for (int j = 0; j < runs.length; j++) {
        int to = start + j * runs.step;
        x[to] |= alpha ? y[source.offset + from] : 0;
        from = from + 1 == source.period ? 0 : from + 1;
      }
    }
  }

  private static void addHalves(
      DType dtype, short[] y, Source source, Runs runs, float alpha, short[] x) {
    int from = 0;
    for (int start : runs.starts) {
      for (int j = 0; j < runs.length; j++) {
        int to = start + j * runs.step;
        float term = alpha * Halves.widen(dtype, y[source.offset + from]);
        x[to] = Halves.narrow(dtype, Halves.widen(dtype, x[to]) + term);
        from = from + 1 == source.period ? 0 : from + 1;
      }
    }
  }
}
