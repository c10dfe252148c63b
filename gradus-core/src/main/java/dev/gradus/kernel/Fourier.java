package dev.gradus.kernel;

/// Transforms of complex sequences in place, along the middle dimension of `[outer, n, inner]`.
public final class Fourier {
  private Fourier() {}

  /// Transforms all sequences.
  ///
  /// @param x a `double[]` or `float[]` of real and imaginary parts in turn
  /// @param forward with the exponent −2πi/n, else +2πi/n
  /// @param scale what the results are multiplied by
  public static void run(Object x, int outer, int n, int inner, boolean forward, double scale) {
    FourierPlan plan = FourierLines.plan(n);
    FourierLines.run(
        plan,
        outer * inner,
        (buffers, first, count) -> {
          for (int b = 0; b < count; b++) {
            int start = start(first + b, n, inner);
            if (x instanceof double[] doubles) {
              load(doubles, start, 2 * inner, n, buffers, b, count);
            } else {
              load((float[]) x, start, 2 * inner, n, buffers, b, count);
            }
          }
          buffers.transform(plan, count, forward);
          for (int b = 0; b < count; b++) {
            int start = start(first + b, n, inner);
            if (x instanceof double[] doubles) {
              store(doubles, start, 2 * inner, n, buffers, b, count, scale);
            } else {
              store((float[]) x, start, 2 * inner, n, buffers, b, count, scale);
            }
          }
        });
  }

  private static int start(int line, int n, int inner) {
    return 2 * (line / inner * n * inner + line % inner);
  }

  private static void load(
      double[] x, int start, int step, int n, FourierLines.Buffers to, int b, int count) {
    for (int k = 0, i = start, o = b; k < n; k++, i += step, o += count) {
      to.re[o] = x[i];
      to.im[o] = x[i + 1];
    }
  }

  private static void load(
      float[] x, int start, int step, int n, FourierLines.Buffers to, int b, int count) {
    for (int k = 0, i = start, o = b; k < n; k++, i += step, o += count) {
      to.re[o] = x[i];
      to.im[o] = x[i + 1];
    }
  }

  private static void store(
      double[] x,
      int start,
      int step,
      int n,
      FourierLines.Buffers from,
      int b,
      int count,
      double scale) {
    for (int k = 0, i = start, o = b; k < n; k++, i += step, o += count) {
      x[i] = from.re[o] * scale;
      x[i + 1] = from.im[o] * scale;
    }
  }

  private static void store(
      float[] x,
      int start,
      int step,
      int n,
      FourierLines.Buffers from,
      int b,
      int count,
      double scale) {
    for (int k = 0, i = start, o = b; k < n; k++, i += step, o += count) {
      x[i] = (float) (from.re[o] * scale);
      x[i + 1] = (float) (from.im[o] * scale);
    }
  }
}
