package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// Applies an [ElementFunction] to all elements, in blocks: they are gathered as doubles or longs,
/// rounded to the type that is computed in, and the results are rounded once.
public final class ElementLoop {
  private static final int BLOCK = 256;

  /// Elements of one task.
  private static final int TASK = 16 * BLOCK;

  /// An array of elements and where they are in the order of the results.
  ///
  /// @param sizes the sizes, from the slowest dimension of the results to the fastest
  public record Source(DType dtype, Object array, long offset, long[] sizes, long[] strides) {}

  private final ElementFunction f;
  private final DType type;
  private final Source[] sources;
  private final Axes[] axes;
  private final Object y;
  private final int yo;

  private ElementLoop(ElementFunction f, DType type, Source[] sources, Object y, int yo) {
    this.f = f;
    this.type = type;
    this.sources = sources;
    this.axes = new Axes[sources.length];
    for (int k = 0; k < axes.length; k++) {
      axes[k] = Axes.of(sources[k].sizes(), sources[k].strides());
    }
    this.y = y;
    this.yo = yo;
  }

  /// Writes the results side by side from `yo` on.
  ///
  /// @param type the dtype that is computed in, that of the results
  public static void run(
      ElementFunction f, DType type, Source[] sources, Object y, int yo, int count) {
    ElementLoop loop = new ElementLoop(f, type, sources, y, yo);
    int tasks = (count + TASK - 1) / TASK;
    Parallel.run(tasks, t -> loop.task(t * TASK, Math.min(count, (t + 1) * TASK)));
  }

  private void task(int from, int to) {
    switch (f) {
      case ElementFunction.Doubles d -> {
        double[][] x = new double[2][BLOCK];
        double[] out = new double[BLOCK];
        for (int at = from; at < to; at += BLOCK) {
          int n = Math.min(BLOCK, to - at);
          for (int k = 0; k < sources.length; k++) {
            gather(k, at, n, x[k]);
          }
          d.run(x[0], x[1], out, n);
          for (int i = 0; i < n; i++) {
            Widening.write(type, out[i], y, yo + at + i);
          }
        }
      }
      case ElementFunction.Longs l -> {
        long[][] x = new long[2][BLOCK];
        long[] out = new long[BLOCK];
        for (int at = from; at < to; at += BLOCK) {
          int n = Math.min(BLOCK, to - at);
          for (int k = 0; k < sources.length; k++) {
            gather(k, at, n, x[k]);
          }
          l.run(x[0], x[1], out, n);
          for (int i = 0; i < n; i++) {
            Widening.write(type, out[i], y, yo + at + i);
          }
        }
      }
    }
  }

  private void gather(int k, int at, int n, double[] into) {
    Source s = sources[k];
    Axes a = axes[k];
    for (int i = 0; i < n; ) {
      int run = Math.min(a.run(at + i), n - i);
      int from = (int) s.offset() + a.at(at + i);
      Widening.doubles(s.dtype(), s.array(), from, a.innerStride(), run, into, i);
      i += run;
    }
    if (s.dtype() != type && type != DType.FLOAT64) {
      for (int i = 0; i < n; i++) {
        into[i] = type == DType.FLOAT32 ? (float) into[i] : half((float) into[i]);
      }
    }
  }

  private double half(float value) {
    return Halves.widen(type, Halves.narrow(type, value));
  }

  private void gather(int k, int at, int n, long[] into) {
    Source s = sources[k];
    Axes a = axes[k];
    for (int i = 0; i < n; ) {
      int run = Math.min(a.run(at + i), n - i);
      int from = (int) s.offset() + a.at(at + i);
      Widening.longs(s.dtype(), s.array(), from, a.innerStride(), run, into, i);
      i += run;
    }
  }
}
