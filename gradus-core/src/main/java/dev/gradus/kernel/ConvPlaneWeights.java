package dev.gradus.kernel;

import java.lang.reflect.Array;
import java.util.Arrays;

/// The gradient by the weights of a depthwise convolution whose planes suit [ConvPlanes]: for every
/// tap the sum over all places of `g` and of what they see.
///
/// Sums have 16 lanes, as far as they go in one chain, and are added up in double. Groups and, if
/// they are few, runs of samples are done side by side; only the sizes decide about lanes, chains
/// and runs, and plain loops give the same bits.
final class ConvPlaneWeights {
  /// Terms of a chain.
  private static final int CHAIN = 512;

  private static final int TASKS = 16;

  private final ConvGeometry s;
  private final Object g;
  private final int go;
  private final Object x;
  private final int xo;
  private final int runs;

  /// Columns that one lane has.
  private final int columns;

  /// Rows, and samples of all their rows, whose terms make a chain.
  private final int rows;

  private final int samples;

  ConvPlaneWeights(ConvGeometry s, Object g, int go, Object x, int xo) {
    this.s = s;
    this.g = g;
    this.go = go;
    this.x = x;
    this.xo = xo;
    this.runs = Math.clamp(TASKS / s.groups(), 1, s.samples());
    this.columns = Math.ceilDiv(s.out()[2], PlaneDotsKernel.LANES);
    this.rows = Math.clamp(CHAIN / columns, 1, s.out()[1]);
    this.samples = Math.max(1, CHAIN / (columns * s.out()[1]));
  }

  /// All of `gw` is written.
  void run(Object gw) {
    int taps = s.taps();
    double[] sums = new double[runs * s.groups() * taps];
    PlaneDots plain = new PlaneDots(s.kernel()[1], s.kernel()[2]);
    PlaneDotsKernel kernel = VectorPlanes.of(gw).dots(s.kernel()[1], s.kernel()[2], s.work());
    ConvBlocks.share(
        runs * s.groups(),
        s.work(),
        t -> {
          if (kernel == null || !add(t, kernel, plain, sums)) {
            Arrays.fill(sums, t * taps, (t + 1) * taps, 0);
            add(t, plain, plain, sums);
          }
        });
    ConvBlocks.addUp(sums, s.groups() * taps, gw);
  }

  /// Some samples of a group. False if a sum is not finite, where only plain loops leave out what
  /// no tap sees.
  private boolean add(int task, PlaneDotsKernel kernel, PlaneDots plain, double[] sums) {
    int group = task % s.groups();
    int run = task / s.groups();
    int first = (int) ((long) run * s.samples() / runs);
    int end = (int) ((run + 1L) * s.samples() / runs);
    int count = s.taps() * PlaneDotsKernel.LANES;
    Object zeros = VectorPlanes.of(g).zeros();
    try (var own = ConvBlocks.Buffers.take(g, count, 0)) {
      for (int n = first; n < end; n += samples) {
        int together = Math.min(samples, end - n);
        for (int r = 0; r < s.out()[1]; r += rows) {
          ConvRows.clear(own.columns, 0, count);
          int[] sizes = sizes(group, n, r);
          if (isInside(sizes, together)) {
            kernel.run(together, sizes, g, x, own.columns, zeros);
          } else {
            for (int one = n; one < n + together; one++) {
              int[] its = sizes(group, one, r);
              (isInside(its, 1) ? kernel : plain).run(1, its, g, x, own.columns, zeros);
            }
          }
          flush(own.columns, sums, task * s.taps());
        }
      }
    }
    boolean finite = true;
    for (int t = 0; t < s.taps(); t++) {
      finite &= Double.isFinite(sums[task * s.taps() + t]);
    }
    return finite;
  }

  private int[] sizes(int group, int n, int r) {
    int[] sizes = new int[PlaneDotsKernel.SIZES];
    sizes[PlaneDotsKernel.IN_ROWS] = s.in()[1];
    sizes[PlaneDotsKernel.IN_WIDTH] = s.in()[2];
    sizes[PlaneDotsKernel.OUT_WIDTH] = s.out()[2];
    sizes[PlaneDotsKernel.TOP] = -s.pad()[1];
    sizes[PlaneDotsKernel.LEFT] = -s.pad()[2];
    sizes[PlaneDotsKernel.FIRST] = r;
    sizes[PlaneDotsKernel.END] = Math.min(r + rows, s.out()[1]);
    sizes[PlaneDotsKernel.G_AT] = go + s.outputAt(n, group);
    sizes[PlaneDotsKernel.G_STEP] = s.groups() * s.outVolume();
    sizes[PlaneDotsKernel.X_AT] = xo + s.inputAt(n, group);
    sizes[PlaneDotsKernel.X_STEP] = s.groups() * s.inVolume();
    return sizes;
  }

  /// Whether all that vectors read of so many samples is there.
  private boolean isInside(int[] sizes, int count) {
    int wide = columns * PlaneDotsKernel.LANES;
    int slopes = sizes[PlaneDotsKernel.G_AT] + (count - 1) * sizes[PlaneDotsKernel.G_STEP];
    int plane = sizes[PlaneDotsKernel.X_AT] + (count - 1) * sizes[PlaneDotsKernel.X_STEP];
    int right = s.kernel()[2] - 1 - s.pad()[2];
    return sizes[PlaneDotsKernel.X_AT] >= s.pad()[2]
        && slopes + (s.out()[1] - 1) * s.out()[2] + wide <= Array.getLength(g)
        && plane + (s.in()[1] - 1) * s.in()[2] + right + wide <= Array.getLength(x);
  }

  private void flush(Object lanes, double[] sums, int at) {
    for (int t = 0; t < s.taps(); t++) {
      int o = t * PlaneDotsKernel.LANES;
      double sum = 0;
      for (int lane = o; lane < o + PlaneDotsKernel.LANES; lane++) {
        sum += lanes instanceof float[] a ? a[lane] : ((double[]) lanes)[lane];
      }
      sums[at + t] += sum;
    }
  }
}
