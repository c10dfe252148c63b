package dev.gradus.kernel;

/// Reads the elements at given places into a contiguous array.
///
/// A place is where a run of `length` slots begins, `step` slots apart.
public final class Gather {
  // Runs shorter than this are copied slot by slot: a call costs more than they do.
  private static final int SHORT = 8;
  private static final int PER_TASK = 1 << 15;

  private Gather() {}

  /// `y[k·length + j] = x[starts[k] + j·step]`.
  public static void read(Object x, int[] starts, int length, int step, Object y) {
    int perTask = Math.max(1, PER_TASK / length);
    int tasks = (int) (((long) starts.length + perTask - 1) / perTask);
    if (tasks <= 1) {
      read(x, starts, 0, starts.length, length, step, y);
      return;
    }
    Parallel.run(
        tasks,
        task -> {
          int from = task * perTask;
          read(x, starts, from, Math.min(perTask, starts.length - from), length, step, y);
        });
  }

  private static void read(
      Object x, int[] starts, int from, int count, int length, int step, Object y) {
    if (step == 1 && length >= SHORT) {
      for (int k = from; k < from + count; k++) {
        System.arraycopy(x, starts[k], y, k * length, length);
      }
      return;
    }
    switch (x) {
      case byte[] a -> read(a, starts, from, count, length, step, (byte[]) y);
      case short[] a -> read(a, starts, from, count, length, step, (short[]) y);
      case int[] a -> read(a, starts, from, count, length, step, (int[]) y);
      case long[] a -> read(a, starts, from, count, length, step, (long[]) y);
      case float[] a -> read(a, starts, from, count, length, step, (float[]) y);
      case double[] a -> read(a, starts, from, count, length, step, (double[]) y);
      default -> throw new AssertionError(x.getClass());
    }
  }

  private static void read(
      byte[] x, int[] starts, int from, int count, int length, int step, byte[] y) {
    if (length == 1) {
      for (int k = from; k < from + count; k++) {
        y[k] = x[starts[k]];
      }
      return;
    }
    for (int k = from; k < from + count; k++) {
      int start = starts[k];
      for (int j = 0; j < length; j++) {
        y[k * length + j] = x[start + j * step];
      }
    }
  }

  private static void read(
      short[] x, int[] starts, int from, int count, int length, int step, short[] y) {
    if (length == 1) {
      for (int k = from; k < from + count; k++) {
        y[k] = x[starts[k]];
      }
      return;
    }
    for (int k = from; k < from + count; k++) {
      int start = starts[k];
      for (int j = 0; j < length; j++) {
        y[k * length + j] = x[start + j * step];
      }
    }
  }

  private static void read(
      int[] x, int[] starts, int from, int count, int length, int step, int[] y) {
    if (length == 1) {
      for (int k = from; k < from + count; k++) {
        y[k] = x[starts[k]];
      }
      return;
    }
    for (int k = from; k < from + count; k++) {
      int start = starts[k];
      for (int j = 0; j < length; j++) {
        y[k * length + j] = x[start + j * step];
      }
    }
  }

  private static void read(
      long[] x, int[] starts, int from, int count, int length, int step, long[] y) {
    if (length == 1) {
      for (int k = from; k < from + count; k++) {
        y[k] = x[starts[k]];
      }
      return;
    }
    for (int k = from; k < from + count; k++) {
      int start = starts[k];
      for (int j = 0; j < length; j++) {
        y[k * length + j] = x[start + j * step];
      }
    }
  }

  private static void read(
      float[] x, int[] starts, int from, int count, int length, int step, float[] y) {
    if (length == 1) {
      for (int k = from; k < from + count; k++) {
        y[k] = x[starts[k]];
      }
      return;
    }
    for (int k = from; k < from + count; k++) {
      int start = starts[k];
      for (int j = 0; j < length; j++) {
        y[k * length + j] = x[start + j * step];
      }
    }
  }

  private static void read(
      double[] x, int[] starts, int from, int count, int length, int step, double[] y) {
    if (length == 1) {
      for (int k = from; k < from + count; k++) {
        y[k] = x[starts[k]];
      }
      return;
    }
    for (int k = from; k < from + count; k++) {
      int start = starts[k];
      for (int j = 0; j < length; j++) {
        y[k * length + j] = x[start + j * step];
      }
    }
  }
}
