package dev.gradus.kernel;

import java.util.Arrays;

/// Rows of elements of any array type: copies, zeros and sums.
final class ConvRows {
  private ConvRows() {}

  /// `to[y + i] = 0`.
  static void clear(Object to, int y, int count) {
    switch (to) {
      case float[] t -> Arrays.fill(t, y, y + count, 0f);
      case double[] t -> Arrays.fill(t, y, y + count, 0.0);
      case long[] t -> Arrays.fill(t, y, y + count, 0L);
      case int[] t -> Arrays.fill(t, y, y + count, 0);
      case short[] t -> Arrays.fill(t, y, y + count, (short) 0);
      case byte[] t -> Arrays.fill(t, y, y + count, (byte) 0);
      default -> throw new AssertionError(to.getClass());
    }
  }

  /// `to[y + i] = from[x + i·step]`.
  static void copy(Object from, int x, int step, Object to, int y, int count) {
    if (step == 1) {
      copy(from, x, to, y, count);
      return;
    }
    switch (to) {
      case float[] t -> {
        float[] f = (float[]) from;
        for (int i = 0; i < count; i++) {
          t[y + i] = f[x + i * step];
        }
      }
      case double[] t -> {
        double[] f = (double[]) from;
        for (int i = 0; i < count; i++) {
          t[y + i] = f[x + i * step];
        }
      }
      case long[] t -> {
        long[] f = (long[]) from;
        for (int i = 0; i < count; i++) {
          t[y + i] = f[x + i * step];
        }
      }
      case int[] t -> {
        int[] f = (int[]) from;
        for (int i = 0; i < count; i++) {
          t[y + i] = f[x + i * step];
        }
      }
      case short[] t -> {
        short[] f = (short[]) from;
        for (int i = 0; i < count; i++) {
          t[y + i] = f[x + i * step];
        }
      }
      case byte[] t -> {
        byte[] f = (byte[]) from;
        for (int i = 0; i < count; i++) {
          t[y + i] = f[x + i * step];
        }
      }
      default -> throw new AssertionError(to.getClass());
    }
  }

  // The type is known where it is copied: a copy of an Object is checked at every call.
  private static void copy(Object from, int x, Object to, int y, int count) {
    switch (to) {
      case float[] t -> System.arraycopy((float[]) from, x, t, y, count);
      case double[] t -> System.arraycopy((double[]) from, x, t, y, count);
      default -> System.arraycopy(from, x, to, y, count);
    }
  }

  /// `to[y + i·step] += from[x + i]`.
  static void add(Object from, int x, Object to, int y, int step, int count) {
    switch (to) {
      case float[] t -> {
        float[] f = (float[]) from;
        for (int i = 0; i < count; i++) {
          t[y + i * step] += f[x + i];
        }
      }
      case double[] t -> {
        double[] f = (double[]) from;
        for (int i = 0; i < count; i++) {
          t[y + i * step] += f[x + i];
        }
      }
      case long[] t -> {
        long[] f = (long[]) from;
        for (int i = 0; i < count; i++) {
          t[y + i * step] += f[x + i];
        }
      }
      default -> throw new AssertionError(to.getClass());
    }
  }

  /// `to[y + i] = from[x + i] + number[at]`.
  static void copyPlus(Object number, int at, Object from, int x, Object to, int y, int count) {
    switch (to) {
      case float[] t -> plus(((float[]) number)[at], (float[]) from, x, t, y, count);
      case double[] t -> plus(((double[]) number)[at], (double[]) from, x, t, y, count);
      case long[] t -> plus(((long[]) number)[at], (long[]) from, x, t, y, count);
      default -> throw new AssertionError(to.getClass());
    }
  }

  private static void plus(float v, float[] from, int x, float[] to, int y, int count) {
    for (int i = 0; i < count; i++) {
      to[y + i] = from[x + i] + v;
    }
  }

  private static void plus(double v, double[] from, int x, double[] to, int y, int count) {
    for (int i = 0; i < count; i++) {
      to[y + i] = from[x + i] + v;
    }
  }

  private static void plus(long v, long[] from, int x, long[] to, int y, int count) {
    for (int i = 0; i < count; i++) {
      to[y + i] = from[x + i] + v;
    }
  }

  /// `to[y + i] += from[x]`.
  static void addNumber(Object from, int x, Object to, int y, int count) {
    switch (to) {
      case float[] t -> {
        float v = ((float[]) from)[x];
        for (int i = 0; i < count; i++) {
          t[y + i] += v;
        }
      }
      case double[] t -> {
        double v = ((double[]) from)[x];
        for (int i = 0; i < count; i++) {
          t[y + i] += v;
        }
      }
      case long[] t -> {
        long v = ((long[]) from)[x];
        for (int i = 0; i < count; i++) {
          t[y + i] += v;
        }
      }
      default -> throw new AssertionError(to.getClass());
    }
  }

  /// `to[i] = from[x + places[i]]`, or 0 where the place is -1; of floating-point numbers.
  static void gather(Object from, int x, int[] places, Object to) {
    switch (to) {
      case float[] t -> {
        float[] f = (float[]) from;
        for (int i = 0; i < places.length; i++) {
          t[i] = places[i] < 0 ? 0f : f[x + places[i]];
        }
      }
      case double[] t -> {
        double[] f = (double[]) from;
        for (int i = 0; i < places.length; i++) {
          t[i] = places[i] < 0 ? 0.0 : f[x + places[i]];
        }
      }
      default -> throw new AssertionError(to.getClass());
    }
  }

  /// `to[y + i·step] = from[x + i]`, of floating-point numbers.
  static void spread(Object from, int x, Object to, int y, int step, int count) {
    if (step == 1) {
      copy(from, x, to, y, count);
    } else if (to instanceof float[] t) {
      float[] f = (float[]) from;
      for (int i = 0; i < count; i++) {
        t[y + i * step] = f[x + i];
      }
    } else {
      double[] t = (double[]) to;
      double[] f = (double[]) from;
      for (int i = 0; i < count; i++) {
        t[y + i * step] = f[x + i];
      }
    }
  }
}
