package dev.gradus.kernel;

import java.util.ArrayList;
import java.util.List;

/// The places of a direct convolution's result that see the same taps: all of them, or of a
/// gradient by the input those with the same remainders of a division by the stride.
///
/// @param first the first of the places, by dimension
/// @param places how many there are, by dimension
/// @param taps where the first place of a tile sees its taps on the canvases
/// @param rows the results of a group, in blocks that are made together
record ConvPhase(int[] first, int[] places, int[] taps, List<Rows> rows) {
  static final int MOST_ROWS = 4;

  /// Neighbouring results, with `weights[t·height + r]` the weight of tap `t` for result `r`,
  /// counted from the group's first, or -1 for rows that are not there.
  record Rows(int first, int count, int height, int[] weights) {
    /// Makes a run of places, the rows as far apart as the run is long, with its slack.
    void run(
        TapLoops loops,
        int length,
        Object w,
        int wo,
        Object panel,
        int[] taps,
        Object seen,
        Object made) {
      ConvRows.gather(w, wo, weights, panel);
      int row = length + TapLoops.SLACK;
      loops.sums(length, height, 0, taps.length, panel, 0, taps, seen, made, row);
    }
  }

  /// The canvas of an input, of which `planes` are seen together.
  static ConvCanvas canvasOfInput(ConvGeometry s, int planes) {
    int[][] taps = new int[3][];
    for (int d = 0; d < 3; d++) {
      taps[d] = new int[s.kernel()[d]];
      for (int k = 0; k < taps[d].length; k++) {
        taps[d][k] = k * s.dilation()[d];
      }
    }
    return new ConvCanvas(planes, s.in(), s.stride(), taps, s.out());
  }

  /// The place of the input that the first tap of a tile sees.
  static int[] seenOfInput(ConvGeometry s, int[] origin) {
    int[] seen = new int[3];
    for (int d = 0; d < 3; d++) {
      seen[d] = origin[d] * s.stride()[d] - s.pad()[d];
    }
    return seen;
  }

  /// The canvas of a result's gradient.
  static ConvCanvas canvasOfResult(ConvGeometry s) {
    int[][] taps = new int[3][];
    int[] places = new int[3];
    for (int d = 0; d < 3; d++) {
      int stride = s.stride()[d];
      places[d] = Math.ceilDiv(s.in()[d], stride);
      taps[d] = new int[] {0, Math.floorDiv(stride - 1 + s.pad()[d], stride) - lowest(s, d)};
    }
    return new ConvCanvas(s.filters(), s.out(), new int[] {1, 1, 1}, taps, places);
  }

  static int[] seenOfResult(ConvGeometry s, int[] origin) {
    int[] seen = new int[3];
    for (int d = 0; d < 3; d++) {
      seen[d] = origin[d] + lowest(s, d);
    }
    return seen;
  }

  /// The lowest place of a result that sees one of the first places of the input, were there all.
  private static int lowest(ConvGeometry s, int d) {
    return Math.floorDiv(s.pad()[d] - (s.kernel()[d] - 1) * s.dilation()[d], s.stride()[d]);
  }

  static ConvPhase[] forward(ConvGeometry s, ConvCanvas canvas) {
    int[] taps = new int[s.depth()];
    int[] step = s.dilation();
    for (int t = 0; t < taps.length; t++) {
      int[] k = tap(s, t % s.taps());
      taps[t] =
          t / s.taps() * canvas.volume()
              + canvas.tap(k[0] * step[0], k[1] * step[1], k[2] * step[2]);
    }
    List<Rows> rows = new ArrayList<>();
    for (int f = 0; f < s.filters(); f += MOST_ROWS) {
      int count = Math.min(MOST_ROWS, s.filters() - f);
      int[] weights = new int[taps.length * height(count)];
      for (int i = 0; i < weights.length; i++) {
        int r = i % height(count);
        weights[i] = r < count ? (f + r) * taps.length + i / height(count) : -1;
      }
      rows.add(new Rows(f, count, height(count), weights));
    }
    return new ConvPhase[] {new ConvPhase(new int[3], s.out(), taps, rows)};
  }

  static ConvPhase[] backward(ConvGeometry s, ConvCanvas canvas) {
    int[] stride = s.stride();
    ConvPhase[] phases = new ConvPhase[stride[0] * stride[1] * stride[2]];
    for (int p = 0; p < phases.length; p++) {
      int row = p / stride[2];
      phases[p] = backward(s, canvas, new int[] {row / stride[1], row % stride[1], p % stride[2]});
    }
    return phases;
  }

  private static ConvPhase backward(ConvGeometry s, ConvCanvas canvas, int[] first) {
    int[] taps = new int[s.filters() * s.taps()];
    int[] weights = new int[taps.length];
    int count = 0;
    for (int t = 0; t < taps.length; t++) {
      int[] at = tap(s, t % s.taps());
      boolean seen = true;
      for (int d = 0; d < 3; d++) {
        int place = first[d] + s.pad()[d] - at[d] * s.dilation()[d];
        seen &= Math.floorMod(place, s.stride()[d]) == 0;
        at[d] = Math.floorDiv(place, s.stride()[d]) - lowest(s, d);
      }
      if (seen) {
        int filter = t / s.taps();
        taps[count] = filter * canvas.volume() + canvas.tap(at[0], at[1], at[2]);
        weights[count++] = filter * s.depth() + t % s.taps();
      }
    }
    int[] places = new int[3];
    for (int d = 0; d < 3; d++) {
      places[d] = Math.ceilDiv(s.in()[d] - first[d], s.stride()[d]);
    }
    List<Rows> rows = new ArrayList<>();
    for (int c = 0; c < s.channels(); c += MOST_ROWS) {
      int own = Math.min(MOST_ROWS, s.channels() - c);
      int height = height(own);
      int[] panel = new int[count * height];
      for (int i = 0; i < panel.length; i++) {
        int r = i % height;
        panel[i] = r < own ? weights[i / height] + (c + r) * s.taps() : -1;
      }
      rows.add(new Rows(c, own, height, panel));
    }
    return new ConvPhase(first, places, java.util.Arrays.copyOf(taps, count), rows);
  }

  private static int height(int count) {
    return count == 3 ? MOST_ROWS : count;
  }

  private static int[] tap(ConvGeometry s, int k) {
    int row = k / s.kernel()[2];
    return new int[] {row / s.kernel()[1], row % s.kernel()[1], k % s.kernel()[2]};
  }
}
