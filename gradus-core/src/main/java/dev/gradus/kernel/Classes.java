package dev.gradus.kernel;

import dev.gradus.error.GradusIndexException;

/// Picks one class per place out of `(n, classes, spatial)` values, and puts them back.
public final class Classes {
  private Classes() {}

  /// Checks that every class is within range or is ignored.
  public static void check(long[] target, int to, int count, int classes, long ignored) {
    for (int i = 0; i < count; i++) {
      long t = target[to + i];
      if (t != ignored && (t < 0 || t >= classes)) {
        throw new GradusIndexException(
            "Target "
                + t
                + " is out of bounds.\nThere are "
                + classes
                + " classes, so targets are 0 … "
                + (classes - 1)
                + ", or "
                + ignored
                + " for what is ignored; element "
                + i
                + " of the target is none of these.");
      }
    }
  }

  /// Whether any of the classes is the one that is ignored.
  public static boolean anyIgnored(long[] target, int to, int count, long ignored) {
    for (int i = to; i < to + count; i++) {
      if (target[i] == ignored) {
        return true;
      }
    }
    return false;
  }

  /// `y[i, s] = x[i, target[i, s], s]`, 0 where the target is ignored. The arrays have the same
  /// type; all but `target` start at 0.
  public static void pick(
      Object x, int n, int classes, int spatial, long[] target, int to, long ignored, Object y) {
    for (int i = 0; i < n; i++) {
      for (int s = 0; s < spatial; s++) {
        int at = i * spatial + s;
        long t = target[to + at];
        if (t != ignored) {
          move(x, (i * classes + (int) t) * spatial + s, y, at);
        }
      }
    }
  }

  /// `y[i, target[i, s], s] = x[i, s]`; nothing where the target is ignored.
  public static void spread(
      Object x, int n, int classes, int spatial, long[] target, int to, long ignored, Object y) {
    for (int i = 0; i < n; i++) {
      for (int s = 0; s < spatial; s++) {
        int at = i * spatial + s;
        long t = target[to + at];
        if (t != ignored) {
          move(x, at, y, (i * classes + (int) t) * spatial + s);
        }
      }
    }
  }

  static void move(Object x, int from, Object y, int to) {
    if (x instanceof float[] a) {
      ((float[]) y)[to] = a[from];
    } else if (x instanceof double[] a) {
      ((double[]) y)[to] = a[from];
    } else {
      ((short[]) y)[to] = ((short[]) x)[from];
    }
  }
}
