package dev.gradus.kernel;

import org.jspecify.annotations.Nullable;

/// The gradient of a convolution of unit stride by its input, for small planes: `Wᵀ·g`, whose row
/// `(c, k)` is what channel `c` gets at tap `k`, added up.
///
/// Rows of `g` are as far apart as those of the input with its border, with zeros between them.
/// Then what a channel gets at a tap is one run of neighbours for all of a plane, where a border
/// that the filters overlap, as in a convolution with reversed filters, costs more.
final class ConvFold {
  /// Filters that make a product worth writing it down.
  private static final int LEAST_FILTERS = 16;

  /// Elements of the products of a block.
  private static final int NEAR = 1 << 17;

  private final ConvGeometry s;

  /// From row to row of the input with its border, and its rows.
  private final int pitch;

  private final int height;

  /// Places of a plane of `g` with the zeros between its rows, and all of its planes'.
  private final int plane;

  private final int places;
  private final boolean bordered;

  private ConvFold(ConvGeometry s) {
    this.s = s;
    this.pitch = reach(s, 2);
    this.height = reach(s, 1);
    this.plane = s.out()[1] * pitch;
    this.places = s.out()[0] * plane;
    this.bordered = s.pad()[1] != 0 || s.pad()[2] != 0 || height != s.in()[1] || pitch != s.in()[2];
  }

  /// From the first place that is seen to the last, at unit stride.
  private static int reach(ConvGeometry s, int d) {
    return s.out()[d] + s.dilation()[d] * (s.kernel()[d] - 1);
  }

  /// Whether this takes less work than a convolution with reversed filters, of floats or doubles.
  static boolean suits(ConvGeometry s) {
    if (!s.hasUnitStride() || s.filters() < LEAST_FILTERS || s.taps() == 1 || s.outVolume() == 0) {
      return false;
    }
    long own = (long) s.out()[0] * s.out()[1] * reach(s, 2);
    return 10 * own <= 9L * s.inVolume() && own * s.depth() <= 4L * NEAR;
  }

  /// Adds to `gx`, which is zeros, and then the bias.
  static void run(
      ConvGeometry s,
      Object g,
      int go,
      Object w,
      int wo,
      @Nullable Object bias,
      int bo,
      Object gx) {
    ConvFold fold = new ConvFold(s);
    int together = Math.clamp(NEAR / ((long) s.depth() * fold.places), 1, Math.max(1, s.samples()));
    int blocks = Math.ceilDiv(s.samples(), together);
    ConvBlocks.share(
        blocks * s.groups(),
        s.work(),
        t -> {
          int group = t % s.groups();
          int n = t / s.groups() * together;
          int count = Math.min(together, s.samples() - n);
          Strided weights = new Strided(w, wo + group * s.filters() * s.depth(), 1, s.depth());
          fold.block(g, go, weights, group, n, count, gx);
          for (int b = 0; bias != null && b < count; b++) {
            for (int c = 0; c < s.channels(); c++) {
              int row = s.inputAt(n + b, group) + c * s.inVolume();
              ConvRows.addNumber(bias, bo + group * s.channels() + c, gx, row, s.inVolume());
            }
          }
        });
  }

  private void block(Object g, int go, Strided weights, int group, int n, int count, Object gx) {
    int width = count * places;
    int depth = s.depth();
    int canvas = bordered ? s.channels() * s.in()[0] * height * pitch : 0;
    try (var buffers = ConvBlocks.Buffers.take(gx, depth * width, s.filters() * width);
        var border = ConvBlocks.Buffers.take(gx, canvas, 0)) {
      spread(g, go, group, n, count, buffers.rows);
      Strided rows = new Strided(buffers.rows, 0, width, 1);
      Strided products = new Strided(buffers.columns, 0, width, 1);
      ConvBlocks.product(gx, depth, width, s.filters(), weights, rows, products, false);
      LaneLoops sums =
          ReductionLoops.choose(LaneOp.SUM, gx instanceof double[], (long) depth * width);
      for (int b = 0; b < count; b++) {
        int sample = s.inputAt(n + b, group);
        if (bordered) {
          ConvRows.clear(border.columns, 0, canvas);
          add(sums, buffers.columns, b * places, width, border.columns, 0);
          inside(border.columns, gx, sample);
        } else {
          add(sums, buffers.columns, b * places, width, gx, sample);
        }
      }
    }
  }

  /// The rows of `g` with zeros between them, filters below each other, samples side by side.
  private void spread(Object g, int go, int group, int n, int count, Object to) {
    int across = s.out()[2];
    int lines = s.out()[0] * s.out()[1];
    for (int f = 0; f < s.filters(); f++) {
      for (int b = 0; b < count; b++) {
        int x = go + s.outputAt(n + b, group) + f * s.outVolume();
        int y = (f * count + b) * places;
        for (int line = 0; line < lines; line++, x += across, y += pitch) {
          ConvRows.copy(g, x, 1, to, y, across);
          ConvRows.clear(to, y + across, pitch - across);
        }
      }
    }
  }

  /// Adds what the taps of a sample give, from `at` on in rows `step` apart.
  private void add(LaneLoops sums, Object products, int at, int step, Object to, int start) {
    int seen = plane - pitch + s.out()[2];
    int slice = height * pitch;
    int row = at;
    for (int c = 0; c < s.channels(); c++) {
      for (int kd = 0; kd < s.kernel()[0]; kd++) {
        for (int kh = 0; kh < s.kernel()[1]; kh++) {
          for (int kw = 0; kw < s.kernel()[2]; kw++, row += step) {
            int shift = kh * s.dilation()[1] * pitch + kw * s.dilation()[2];
            for (int q = 0; q < s.out()[0]; q++) {
              int d = q + kd * s.dilation()[0] - s.pad()[0];
              if (d >= 0 && d < s.in()[0]) {
                int y = start + (c * s.in()[0] + d) * slice + shift;
                sums.rows(1, seen, products, row + q * plane, 0, to, y, 0);
              }
            }
          }
        }
      }
    }
  }

  /// Copies what is inside the border.
  private void inside(Object from, Object gx, int sample) {
    int first = Math.max(0, -s.pad()[2]);
    int left = Math.max(0, s.pad()[2]);
    int length = Math.min(pitch - left, s.in()[2] - first);
    for (int line = 0; line < s.channels() * s.in()[0]; line++) {
      for (int h = 0; h < s.in()[1]; h++) {
        int at = h + s.pad()[1];
        if (at >= 0 && at < height && length > 0) {
          int x = (line * height + at) * pitch + left;
          ConvRows.copy(
              from, x, 1, gx, sample + (line * s.in()[1] + h) * s.in()[2] + first, length);
        }
      }
    }
  }
}
