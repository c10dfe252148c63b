package dev.gradus.kernel;

import org.jspecify.annotations.Nullable;

/// Convolutions of groups with few channels and few filters, and their gradients by the input,
/// without a product of matrices: every place of a result is the sum over the taps that it sees on
/// a [ConvCanvas], many places at once.
///
/// The gradient by the input of stride `s` is made of `s` results with a part of the taps each, of
/// which every one has every `s`-th place, as the canvas of a convolution of stride `s` is made of
/// such parts.
final class ConvDirect {
  /// Channels and filters of a group up to which this is faster.
  private static final int FEW = 8;

  /// Parts of a canvas.
  private static final int MOST_PHASES = 64;

  private final ConvGeometry s;

  /// Planes of a group that are seen, and that are made.
  private final int sources;

  private final int results;
  private final boolean back;
  private final int[] from;
  private final int[] to;

  /// From place to place of a result.
  private final int[] step;

  private final ConvCanvas canvas;
  private final ConvPhase[] phases;

  private ConvDirect(ConvGeometry s, boolean back) {
    this.s = s;
    this.back = back;
    this.sources = back ? s.filters() : s.channels();
    this.results = back ? s.channels() : s.filters();
    this.from = back ? s.out() : s.in();
    this.to = back ? s.in() : s.out();
    this.step = back ? s.stride() : ONES;
    this.canvas = back ? ConvPhase.canvasOfResult(s) : ConvPhase.canvasOfInput(s, s.channels());
    this.phases = back ? ConvPhase.backward(s, canvas) : ConvPhase.forward(s, canvas);
  }

  private static final int[] ONES = {1, 1, 1};

  /// Whether the sizes are such that this is faster, for floats and doubles.
  static boolean suits(ConvGeometry s) {
    return s.channels() <= FEW
        && s.filters() <= FEW
        && s.work() > 0
        && s.inVolume() > 0
        && (long) s.stride()[0] * s.stride()[1] * s.stride()[2] <= MOST_PHASES
        && ConvPhase.canvasOfInput(s, s.channels()).isSmall()
        && ConvPhase.canvasOfResult(s).isSmall();
  }

  /// All of `y` is written.
  static void forward(
      ConvGeometry s, Object x, int xo, Object w, int wo, @Nullable Object bias, int bo, Object y) {
    new ConvDirect(s, false).run(x, xo, w, wo, bias, bo, y);
  }

  /// All of `gx` is written.
  static void inputGradient(
      ConvGeometry s,
      Object g,
      int go,
      Object w,
      int wo,
      @Nullable Object bias,
      int bo,
      Object gx) {
    new ConvDirect(s, true).run(g, go, w, wo, bias, bo, gx);
  }

  private void run(Object x, int xo, Object w, int wo, @Nullable Object bias, int bo, Object y) {
    int groups = s.samples() * s.groups();
    ConvPlanes planes = ConvPlanes.of(s, back, bias != null, y);
    int first = planes == null ? groups : Math.min(planes.first(xo), groups);
    int end = planes == null ? groups : Math.clamp(planes.end(x, xo, y), first, groups);
    Task task = new Task(x, xo, w, wo, bias, bo, y);
    task.share(0, first);
    task.share(end, groups);
    if (planes != null) {
      int pieces = pieces(end - first);
      ConvBlocks.share(
          pieces,
          s.work(),
          piece -> {
            int from = first + (int) ((long) piece * (end - first) / pieces);
            int to = first + (int) ((piece + 1L) * (end - first) / pieces);
            planes.run(from, to, x, xo, w, wo, bias, bo, y);
          });
    }
  }

  private int pieces(int units) {
    return units == 0 ? 0 : Math.clamp(s.work() >> 16, 1, Math.min(units, 4 * Parallel.threads()));
  }

  /// By way of canvases.
  private final class Task {
    private final Object x;
    private final int xo;
    private final Object w;
    private final int wo;
    private final @Nullable Object bias;
    private final int bo;
    private final Object y;
    private final TapLoops loops;
    private final VectorRows rowLoops;

    Task(Object x, int xo, Object w, int wo, @Nullable Object bias, int bo, Object y) {
      this.x = x;
      this.xo = xo;
      this.w = w;
      this.wo = wo;
      this.bias = bias;
      this.bo = bo;
      this.y = y;
      this.loops = VectorTaps.of(y);
      this.rowLoops = VectorRows.of(y);
    }

    /// Groups of samples one after the other, a tile of each, then the next tile of each.
    void share(int first, int end) {
      int units = (end - first) * canvas.tiles();
      int pieces = pieces(units);
      long work = s.work() / Math.max(1, s.samples() * s.groups()) * (end - first);
      ConvBlocks.share(
          pieces,
          work,
          piece ->
              run(
                  (int) ((long) piece * units / pieces),
                  (int) ((piece + 1L) * units / pieces),
                  first,
                  end - first));
    }

    private void run(int first, int end, int offset, int groups) {
      int seen = sources * canvas.volume() + TapLoops.SLACK;
      int made = ConvPhase.MOST_ROWS * (canvas.run() + TapLoops.SLACK);
      int panel = ConvPhase.MOST_ROWS * s.filters() * s.depth();
      try (var own = ConvBlocks.Buffers.take(y, seen, made);
          var more = ConvBlocks.Buffers.take(y, panel, 0)) {
        int tile = -1;
        int[] origin = ONES;
        int[] base = ONES;
        for (int u = first; u < end; u++) {
          if (u / groups != tile) {
            tile = u / groups;
            origin = canvas.origin(tile);
            base = back ? ConvPhase.seenOfResult(s, origin) : ConvPhase.seenOfInput(s, origin);
            ConvRows.clear(own.columns, 0, seen);
          }
          group(offset + u % groups, origin, base, own.columns, own.rows, more.columns);
        }
      }
    }

    /// A tile of one group of one sample.
    private void group(int at, int[] origin, int[] base, Object seen, Object made, Object panel) {
      int plane = from[0] * from[1] * from[2];
      for (int p = 0; p < sources; p++) {
        canvas.copy(x, xo + (at * sources + p) * plane, base, seen, p * canvas.volume());
      }
      int group = at % s.groups();
      int weights = wo + group * s.filters() * s.depth();
      for (ConvPhase phase : phases) {
        int[] extent = canvas.extent(origin, phase.places());
        if (extent[0] > 0 && extent[1] > 0 && extent[2] > 0) {
          for (ConvPhase.Rows rows : phase.rows()) {
            rows.run(loops, canvas.run(extent), w, weights, panel, phase.taps(), seen, made);
            for (int r = 0; r < rows.count(); r++) {
              int result = rows.first() + r;
              int row = r * (canvas.run(extent) + TapLoops.SLACK);
              if (bias != null) {
                ConvRows.addNumber(
                    bias, bo + group * results + result, made, row, canvas.run(extent));
              }
              write(at * results + result, phase, origin, extent, made, row);
            }
          }
        }
      }
    }

    private void write(
        int result, ConvPhase phase, int[] origin, int[] extent, Object made, int row) {
      int[] at = new int[3];
      for (int d = 0; d < 3; d++) {
        at[d] = step[d] * origin[d] + phase.first()[d];
      }
      for (int q = 0; q < extent[0]; q++) {
        int slice = (result * to[0] + at[0] + q * step[0]) * to[1] + at[1];
        rowLoops.from(
            extent[1],
            extent[2],
            made,
            row + q * canvas.slice(),
            canvas.pitch(),
            y,
            slice * to[2] + at[2],
            step[1] * to[2],
            step[2]);
      }
    }
  }
}
