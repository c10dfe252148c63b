package dev.gradus.kernel;

/// Resamples one dimension of a contiguous array `(outer, n, inner)`, or spreads the gradient back.
public final class Resampling {
  private static final int PER_TASK = 1 << 14;

  private Resampling() {}

  /// Copies: the elements of any type, `slots` array slots each.
  public static void copy(Object x, int xo, int outer, int inner, ResamplePlan plan, Object y) {
    int[] starts = new int[outer * plan.to()];
    for (int o = 0, k = 0; o < outer; o++) {
      for (int i = 0; i < plan.to(); i++, k++) {
        starts[k] = xo + (o * plan.from() + plan.at()[i]) * inner;
      }
    }
    Gather.read(x, starts, inner, 1, y);
  }

  /// Fills `y`, of size `plan.to()` in the middle, with weighted sums.
  public static void forward(Object x, int xo, int outer, int inner, ResamplePlan plan, Object y) {
    run(outer, plan, inner, o -> slice(x, xo, o, inner, plan, y));
  }

  /// Adds to `y`, of size `plan.from()` in the middle, what each element of `g` was made of.
  public static void transposed(
      Object g, int go, int outer, int inner, ResamplePlan plan, Object y) {
    run(outer, plan, inner, o -> spread(g, go, o, inner, plan, y));
  }

  private interface Slice {
    void run(int outer);
  }

  private static void run(int outer, ResamplePlan plan, int inner, Slice slice) {
    long work = (long) plan.to() * plan.taps() * inner;
    int perTask = (int) Math.max(1, PER_TASK / Math.max(1, work));
    int tasks = (outer + perTask - 1) / perTask;
    Parallel.run(
        tasks,
        task -> {
          int end = Math.min(outer, (task + 1) * perTask);
          for (int o = task * perTask; o < end; o++) {
            slice.run(o);
          }
        });
  }

  private static void slice(Object x, int xo, int o, int inner, ResamplePlan plan, Object y) {
    int from = xo + o * plan.from() * inner;
    int to = o * plan.to() * inner;
    switch (x) {
      case float[] a -> forward(a, from, inner, plan, (float[]) y, to);
      case double[] a -> forward(a, from, inner, plan, (double[]) y, to);
      default -> throw new AssertionError(x.getClass());
    }
  }

  private static void forward(
      float[] x, int from, int inner, ResamplePlan plan, float[] y, int to) {
    int taps = plan.taps();
    for (int i = 0; i < plan.to(); i++) {
      int row = to + i * inner;
      for (int k = 0; k < taps; k++) {
        float w = (float) plan.weight(i * taps + k);
        int source = from + plan.at()[i * taps + k] * inner;
        if (k == 0) {
          for (int j = 0; j < inner; j++) {
            y[row + j] = w * x[source + j];
          }
        } else if (w != 0) {
          for (int j = 0; j < inner; j++) {
            y[row + j] += w * x[source + j];
          }
        }
      }
    }
  }

  private static void forward(
      double[] x, int from, int inner, ResamplePlan plan, double[] y, int to) {
    int taps = plan.taps();
    for (int i = 0; i < plan.to(); i++) {
      int row = to + i * inner;
      for (int k = 0; k < taps; k++) {
        double w = plan.weight(i * taps + k);
        int source = from + plan.at()[i * taps + k] * inner;
        if (k == 0) {
          for (int j = 0; j < inner; j++) {
            y[row + j] = w * x[source + j];
          }
        } else if (w != 0) {
          for (int j = 0; j < inner; j++) {
            y[row + j] += w * x[source + j];
          }
        }
      }
    }
  }

  private static void spread(Object g, int go, int o, int inner, ResamplePlan plan, Object y) {
    int from = go + o * plan.to() * inner;
    int to = o * plan.from() * inner;
    switch (g) {
      case float[] a -> transposed(a, from, inner, plan, (float[]) y, to);
      case double[] a -> transposed(a, from, inner, plan, (double[]) y, to);
      default -> throw new AssertionError(g.getClass());
    }
  }

  private static void transposed(
      float[] g, int from, int inner, ResamplePlan plan, float[] y, int to) {
    int taps = plan.taps();
    for (int t = 0; t < plan.to() * taps; t++) {
      float w = (float) plan.weight(t);
      int source = from + t / taps * inner;
      int target = to + plan.at()[t] * inner;
      for (int j = 0; w != 0 && j < inner; j++) {
        y[target + j] += w * g[source + j];
      }
    }
  }

  private static void transposed(
      double[] g, int from, int inner, ResamplePlan plan, double[] y, int to) {
    int taps = plan.taps();
    for (int t = 0; t < plan.to() * taps; t++) {
      double w = plan.weight(t);
      int source = from + t / taps * inner;
      int target = to + plan.at()[t] * inner;
      for (int j = 0; w != 0 && j < inner; j++) {
        y[target + j] += w * g[source + j];
      }
    }
  }
}
