package dev.gradus.kernel;

/// The columns of a convolution: below each place of the result everything that it sees.
///
/// Row `(c, k)` holds what the places see of channel `c` at tap `k`. So a convolution is a product
/// of matrices, and its gradient by the input the sum of columns back into the input.
public final class ConvColumns {
  private final ConvGeometry s;

  // Of the current row of columns: the places of an output row whose tap lies inside, and the
  // first of them in the input.
  private int first;
  private int last;

  private ConvColumns(ConvGeometry s) {
    this.s = s;
  }

  /// Columns `from … to` of one group of one sample.
  ///
  /// @param x the input, the group's channels from `xo` on
  /// @param columns where they go: row `r` from `co + r·step` on
  static void gather(
      ConvGeometry s, Object x, int xo, int from, int to, Object columns, int co, int step) {
    new ConvColumns(s).walk(x, xo, from, to, columns, co, step, false);
  }

  /// Adds columns `from … to` of one group of one sample to what they see.
  static void scatter(
      ConvGeometry s, Object columns, int co, int step, int from, int to, Object x, int xo) {
    new ConvColumns(s).walk(x, xo, from, to, columns, co, step, true);
  }

  /// All columns of all samples: `y` is `samples × depth × places`, both from their offsets on. Of
  /// geometries with one group.
  public static void unfold(ConvGeometry s, Object x, int xo, Object y) {
    int places = s.outVolume();
    each(s, n -> gather(s, x, xo + s.inputAt(n, 0), 0, places, y, n * s.depth() * places, places));
  }

  /// The sums of all columns of all samples; `x` must be zeros.
  public static void fold(ConvGeometry s, Object y, int yo, Object x) {
    int places = s.outVolume();
    each(s, n -> scatter(s, y, yo + n * s.depth() * places, places, 0, places, x, s.inputAt(n, 0)));
  }

  private static void each(ConvGeometry s, java.util.function.IntConsumer sample) {
    ConvBlocks.share(s.samples(), (long) s.samples() * s.depth() * s.outVolume(), sample);
  }

  private void walk(
      Object x, int xo, int from, int to, Object columns, int co, int step, boolean back) {
    int row = co;
    for (int c = 0; c < s.channels(); c++) {
      int channel = xo + c * s.inVolume();
      for (int kd = 0; kd < s.kernel()[0]; kd++) {
        for (int kh = 0; kh < s.kernel()[1]; kh++) {
          for (int kw = 0; kw < s.kernel()[2]; kw++) {
            bounds(kw);
            row(x, channel, kd, kh, kw, from, to, columns, row, back);
            row += step;
          }
        }
      }
    }
  }

  private void bounds(int kw) {
    int shift = kw * s.dilation()[2] - s.pad()[2];
    int stride = s.stride()[2];
    first = shift >= 0 ? 0 : Math.ceilDiv(-shift, stride);
    last = Math.max(first, Math.ceilDiv(s.in()[2] - shift, stride));
  }

  // One row of columns, by rows of the output.
  private void row(
      Object x,
      int channel,
      int kd,
      int kh,
      int kw,
      int from,
      int to,
      Object columns,
      int at,
      boolean back) {
    int width = s.out()[2];
    int height = s.out()[1];
    int stride = s.stride()[2];
    int shift = kw * s.dilation()[2] - s.pad()[2];
    for (int l = from, o = at; l < to; ) {
      int line = l / width;
      int a = l - line * width;
      int b = Math.min(width, a + to - l);
      int d = line / height * s.stride()[0] - s.pad()[0] + kd * s.dilation()[0];
      int h = line % height * s.stride()[1] - s.pad()[1] + kh * s.dilation()[1];
      boolean inside = d >= 0 && d < s.in()[0] && h >= 0 && h < s.in()[1];
      int lo = inside ? Math.clamp(first, a, b) : b;
      int hi = inside ? Math.clamp(last, lo, b) : b;
      int place = channel + (d * s.in()[1] + h) * s.in()[2] + lo * stride + shift;
      if (back) {
        if (lo < hi) {
          ConvRows.add(columns, o + lo - a, x, place, stride, hi - lo);
        }
      } else {
        ConvRows.clear(columns, o, lo - a);
        if (lo < hi) {
          ConvRows.copy(x, place, stride, columns, o + lo - a, hi - lo);
        }
        ConvRows.clear(columns, o + hi - a, b - hi);
      }
      o += b - a;
      l += b - a;
    }
  }
}
