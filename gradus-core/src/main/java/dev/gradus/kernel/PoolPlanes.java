package dev.gradus.kernel;

import java.util.function.IntConsumer;

/// Elements of planes by their places in them, and the division of planes among threads.
///
/// Each of `planes` planes has `count` elements in the small array, each of which belongs to a
/// place, `at`, among `size` in the large one. Small arrays begin at their offset, large ones at 0
/// unless an offset is given.
public final class PoolPlanes {
  /// Elements for which a second thread pays.
  private static final long SHARE = 1L << 16;

  private PoolPlanes() {}

  /// Runs a task for each plane of so many elements, several at once if that pays.
  static void each(int planes, long elements, IntConsumer plane) {
    long total = planes * Math.max(1, elements);
    int pieces = (int) Math.min(Math.min(planes, total / SHARE), 4L * Parallel.threads());
    if (pieces <= 1) {
      for (int p = 0; p < planes; p++) {
        plane.accept(p);
      }
      return;
    }
    Parallel.run(
        pieces,
        piece -> {
          int end = (int) ((piece + 1L) * planes / pieces);
          for (int p = (int) ((long) piece * planes / pieces); p < end; p++) {
            plane.accept(p);
          }
        });
  }

  /// The first of `count` places that is not in `0 … size - 1`: its position, or -1.
  public static int outside(long[] at, int ao, int count, int size) {
    for (int i = 0; i < count; i++) {
      if (at[ao + i] < 0 || at[ao + i] >= size) {
        return i;
      }
    }
    return -1;
  }

  /// `large[at[i]] += small[i]`, of float or double, where `large` is zero at first, whatever it
  /// held: a plane that has just been cleared is near.
  public static void addToZeros(
      int planes, int size, int count, Object small, int so, long[] at, int ao, Object large) {
    each(
        planes,
        count,
        p -> {
          int s = so + p * count;
          int a = ao + p * count;
          int l = p * size;
          ConvRows.clear(large, l, size);
          switch (large) {
            case float[] t -> add((float[]) small, s, at, a, count, t, l);
            case double[] t -> add((double[]) small, s, at, a, count, t, l);
            default -> throw new AssertionError(large.getClass());
          }
        });
  }

  private static void add(float[] x, int s, long[] at, int a, int count, float[] y, int l) {
    for (int i = 0; i < count; i++) {
      y[l + (int) at[a + i]] += x[s + i];
    }
  }

  private static void add(double[] x, int s, long[] at, int a, int count, double[] y, int l) {
    for (int i = 0; i < count; i++) {
      y[l + (int) at[a + i]] += x[s + i];
    }
  }

  /// `large[at[i]] = small[i]`, of any floating type; of several for one place the last one stays.
  public static void put(
      int planes, int size, int count, Object small, int so, long[] at, int ao, Object large) {
    each(
        planes,
        count,
        p -> {
          int s = so + p * count;
          int a = ao + p * count;
          int l = p * size;
          switch (large) {
            case float[] t -> put((float[]) small, s, at, a, count, t, l);
            case double[] t -> put((double[]) small, s, at, a, count, t, l);
            case short[] t -> put((short[]) small, s, at, a, count, t, l);
            default -> throw new AssertionError(large.getClass());
          }
        });
  }

  private static void put(float[] x, int s, long[] at, int a, int count, float[] y, int l) {
    for (int i = 0; i < count; i++) {
      y[l + (int) at[a + i]] = x[s + i];
    }
  }

  private static void put(double[] x, int s, long[] at, int a, int count, double[] y, int l) {
    for (int i = 0; i < count; i++) {
      y[l + (int) at[a + i]] = x[s + i];
    }
  }

  private static void put(short[] x, int s, long[] at, int a, int count, short[] y, int l) {
    for (int i = 0; i < count; i++) {
      y[l + (int) at[a + i]] = x[s + i];
    }
  }

  /// `small[i] = large[at[i]]`, of any floating type.
  public static void pick(
      int planes, int size, int count, Object large, int lo, long[] at, int ao, Object small) {
    each(
        planes,
        count,
        p -> {
          int s = p * count;
          int a = ao + p * count;
          int l = lo + p * size;
          switch (small) {
            case float[] t -> pick((float[]) large, l, at, a, count, t, s);
            case double[] t -> pick((double[]) large, l, at, a, count, t, s);
            case short[] t -> pick((short[]) large, l, at, a, count, t, s);
            default -> throw new AssertionError(small.getClass());
          }
        });
  }

  private static void pick(float[] x, int s, long[] at, int a, int count, float[] y, int l) {
    for (int i = 0; i < count; i++) {
      y[l + i] = x[s + (int) at[a + i]];
    }
  }

  private static void pick(double[] x, int s, long[] at, int a, int count, double[] y, int l) {
    for (int i = 0; i < count; i++) {
      y[l + i] = x[s + (int) at[a + i]];
    }
  }

  private static void pick(short[] x, int s, long[] at, int a, int count, short[] y, int l) {
    for (int i = 0; i < count; i++) {
      y[l + i] = x[s + (int) at[a + i]];
    }
  }
}
