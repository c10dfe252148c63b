package dev.gradus.kernel;

import java.util.Arrays;

/// The gradient by the weights of a convolution that [ConvDirect] does: for every tap the sum over
/// all places of `g` and of what they see on a [ConvCanvas].
///
/// Sums have 32 lanes, as far as they go in one chain, and are added up in double. Groups and, if
/// they are few, runs of samples are done side by side; the sizes decide how many runs there are,
/// so that the result does not depend on the number of threads.
final class ConvDirectWeights {
  /// Terms of a chain.
  private static final int CHAIN = 512;

  private static final int TASKS = 16;

  private final ConvGeometry s;
  private final ConvCanvas canvas;
  private final int[] taps;
  private final Object g;
  private final int go;
  private final Object x;
  private final int xo;

  ConvDirectWeights(ConvGeometry s, Object g, int go, Object x, int xo) {
    this.s = s;
    this.g = g;
    this.go = go;
    this.x = x;
    this.xo = xo;
    this.canvas = ConvPhase.canvasOfInput(s, s.channels() + s.filters());
    int[] own = ConvPhase.forward(s, canvas)[0].taps();
    this.taps = Arrays.copyOf(own, Math.ceilDiv(own.length, TapLoops.TOGETHER) * TapLoops.TOGETHER);
  }

  /// All of `gw` is written.
  void run(Object gw) {
    int weights = s.filters() * s.depth();
    int runs = Math.clamp(TASKS / s.groups(), 1, s.samples());
    double[] sums = new double[runs * s.groups() * weights];
    ConvBlocks.share(
        runs * s.groups(),
        s.work(),
        t -> {
          int group = t % s.groups();
          int run = t / s.groups();
          int first = (int) ((long) run * s.samples() / runs);
          int end = (int) ((run + 1L) * s.samples() / runs);
          Sums own = new Sums(sums, t * weights, VectorTaps.of(gw));
          if (!own.add(group, first, end)) {
            Arrays.fill(sums, t * weights, (t + 1) * weights, 0);
            new Sums(sums, t * weights, VectorTaps.of(gw).plain()).add(group, first, end);
          }
        });
    ConvBlocks.addUp(sums, s.groups() * weights, gw);
  }

  /// The sums of one group over some samples.
  private final class Sums {
    private final double[] sums;
    private final int at;
    private final TapLoops loops;
    private int terms;

    Sums(double[] sums, int at, TapLoops loops) {
      this.sums = sums;
      this.at = at;
      this.loops = loops;
    }

    /// False if something is not finite, where only plain loops give what is right.
    boolean add(int group, int first, int end) {
      int run = canvas.run() + TapLoops.SLACK;
      int seen = s.channels() * canvas.volume() + TapLoops.SLACK;
      int lanes = s.filters() * taps.length * TapLoops.LANES;
      try (var own = ConvBlocks.Buffers.take(g, seen, run);
          var more = ConvBlocks.Buffers.take(g, lanes, 0)) {
        ConvRows.clear(more.columns, 0, lanes);
        for (int t = 0; t < canvas.tiles(); t++) {
          int[] origin = canvas.origin(t);
          int[] extent = canvas.extent(origin, s.out());
          ConvRows.clear(own.columns, 0, seen);
          ConvRows.clear(own.rows, 0, run);
          for (int n = first; n < end; n++) {
            int added = Math.ceilDiv(canvas.run(extent), TapLoops.LANES);
            if (terms + added > CHAIN) {
              flush(more.columns);
            }
            terms += added;
            sample(n, group, origin, extent, own.columns, own.rows, more.columns);
          }
        }
        flush(more.columns);
      }
      boolean finite = true;
      for (int i = 0; i < s.filters() * s.depth(); i++) {
        finite &= Double.isFinite(sums[at + i]);
      }
      return finite;
    }

    private void sample(
        int n, int group, int[] origin, int[] extent, Object seen, Object own, Object lanes) {
      int[] base = ConvPhase.seenOfInput(s, origin);
      for (int c = 0; c < s.channels(); c++) {
        int plane = xo + s.inputAt(n, group) + c * s.inVolume();
        canvas.copy(x, plane, base, seen, c * canvas.volume());
      }
      for (int f = 0; f < s.filters(); f++) {
        int plane = go + s.outputAt(n, group) + f * s.outVolume();
        for (int q = 0; q < extent[0]; q++) {
          int slice = ((origin[0] + q) * s.out()[1] + origin[1]) * s.out()[2] + origin[2];
          int to = q * canvas.slice();
          int row = s.out()[2];
          VectorRows.of(g)
              .onto(extent[1], extent[2], g, plane + slice, row, 1, own, to, canvas.pitch());
        }
        for (int t = 0; t < taps.length; t += TapLoops.TOGETHER) {
          dots(extent, t, own, seen, lanes, f * taps.length * TapLoops.LANES);
        }
      }
    }

    private void dots(int[] extent, int t, Object own, Object seen, Object lanes, int filter) {
      loops.dots(extent, canvas.pitch(), canvas.slice(), taps, t, own, seen, lanes, filter);
    }

    /// Adds up the lanes and begins new chains.
    private void flush(Object lanes) {
      for (int f = 0; f < s.filters(); f++) {
        for (int t = 0; t < s.depth(); t++) {
          int o = (f * taps.length + t) * TapLoops.LANES;
          double sum = 0;
          for (int lane = 0; lane < TapLoops.LANES; lane++) {
            sum += lanes instanceof float[] a ? a[o + lane] : ((double[]) lanes)[o + lane];
          }
          sums[at + f * s.depth() + t] += sum;
        }
      }
      ConvRows.clear(lanes, 0, s.filters() * taps.length * TapLoops.LANES);
      terms = 0;
    }
  }
}
