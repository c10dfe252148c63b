package dev.gradus.kernel;

/// Overwrites the elements at given places by those of a contiguous array, one after another: of
/// several with the same place the last one stays.
public final class Scatter {
  private Scatter() {}

  /// `x[starts[k] + j·step] = y[offset + k·length + j]`.
  ///
  /// @param period how many slots of `y` there are; after them it begins anew
  public static void write(
      Object y, int offset, int period, int[] starts, int length, int step, Object x) {
    boolean whole = period >= (long) starts.length * length;
    if (whole && step == 1 && length >= 8) {
      for (int k = 0; k < starts.length; k++) {
        System.arraycopy(y, offset + k * length, x, starts[k], length);
      }
      return;
    }
    switch (x) {
      case byte[] a -> write((byte[]) y, offset, period, starts, length, step, a);
      case short[] a -> write((short[]) y, offset, period, starts, length, step, a);
      case int[] a -> write((int[]) y, offset, period, starts, length, step, a);
      case long[] a -> write((long[]) y, offset, period, starts, length, step, a);
      case float[] a -> write((float[]) y, offset, period, starts, length, step, a);
      case double[] a -> write((double[]) y, offset, period, starts, length, step, a);
      default -> throw new AssertionError(x.getClass());
    }
  }

  private static void write(
      byte[] y, int offset, int period, int[] starts, int length, int step, byte[] x) {
    int from = 0;
    for (int start : starts) {
      for (int j = 0; j < length; j++) {
        x[start + j * step] = y[offset + from];
        from = from + 1 == period ? 0 : from + 1;
      }
    }
  }

  private static void write(
      short[] y, int offset, int period, int[] starts, int length, int step, short[] x) {
    int from = 0;
    for (int start : starts) {
      for (int j = 0; j < length; j++) {
        x[start + j * step] = y[offset + from];
        from = from + 1 == period ? 0 : from + 1;
      }
    }
  }

  private static void write(
      int[] y, int offset, int period, int[] starts, int length, int step, int[] x) {
    int from = 0;
    for (int start : starts) {
      for (int j = 0; j < length; j++) {
        x[start + j * step] = y[offset + from];
        from = from + 1 == period ? 0 : from + 1;
      }
    }
  }

  private static void write(
      long[] y, int offset, int period, int[] starts, int length, int step, long[] x) {
    int from = 0;
    for (int start : starts) {
      for (int j = 0; j < length; j++) {
        x[start + j * step] = y[offset + from];
        from = from + 1 == period ? 0 : from + 1;
      }
    }
  }

  private static void write(
      float[] y, int offset, int period, int[] starts, int length, int step, float[] x) {
    int from = 0;
    for (int start : starts) {
      for (int j = 0; j < length; j++) {
        x[start + j * step] = y[offset + from];
        from = from + 1 == period ? 0 : from + 1;
      }
    }
  }

  private static void write(
      double[] y, int offset, int period, int[] starts, int length, int step, double[] x) {
    int from = 0;
    for (int start : starts) {
      for (int j = 0; j < length; j++) {
        x[start + j * step] = y[offset + from];
        from = from + 1 == period ? 0 : from + 1;
      }
    }
  }
}
