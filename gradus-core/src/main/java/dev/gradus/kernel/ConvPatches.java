package dev.gradus.kernel;

import org.jspecify.annotations.Nullable;

/// The columns of a convolution as [Patches] of its input: where the taps and the places are, for
/// `samples` samples side by side.
///
/// An input whose places are not all inside is copied into one with a border of zeros.
final class ConvPatches {
  private final ConvGeometry s;

  /// Per dimension the first place that is seen, and how many from there on are.
  private final int[] first = new int[3];

  private final int[] seen = new int[3];
  private final boolean bordered;
  private final int sampleStep;
  private final int[] taps;
  private final int[] places;

  /// The patches of an input that is such an array; null if it is not of floating-point numbers,
  /// whose products are packed, or if there is nothing to see.
  static @Nullable ConvPatches of(ConvGeometry s, int samples, Object type) {
    boolean real = type instanceof float[] || type instanceof double[];
    return real && s.work() > 0 ? new ConvPatches(s, samples) : null;
  }

  private ConvPatches(ConvGeometry s, int samples) {
    this.s = s;
    boolean outside = false;
    for (int d = 0; d < 3; d++) {
      first[d] = -s.pad()[d];
      int last = (s.out()[d] - 1) * s.stride()[d] + (s.kernel()[d] - 1) * s.dilation()[d];
      seen[d] = last + 1;
      outside |= first[d] < 0 || first[d] + last >= s.in()[d];
    }
    this.bordered = outside;
    int[] sizes = outside ? seen : s.in();
    int volume = sizes[0] * sizes[1] * sizes[2];
    this.sampleStep = s.channels() * volume * (outside ? 1 : s.groups());
    this.taps = new int[s.depth()];
    for (int c = 0, r = 0; c < s.channels(); c++, r += s.taps()) {
      grid(s.kernel(), s.dilation(), sizes, c * volume, taps, r);
    }
    this.places = new int[samples * s.outVolume()];
    for (int b = 0; b < samples; b++) {
      grid(s.out(), s.stride(), sizes, b * sampleStep, places, b * s.outVolume());
    }
  }

  private static void grid(int[] counts, int[] steps, int[] sizes, int base, int[] to, int o) {
    for (int d = 0; d < counts[0]; d++) {
      for (int h = 0; h < counts[1]; h++) {
        int line = base + (d * steps[0] * sizes[1] + h * steps[1]) * sizes[2];
        for (int w = 0; w < counts[2]; w++) {
          to[o++] = line + w * steps[2];
        }
      }
    }
  }

  /// Elements of the copy with a border; 0 if none is needed.
  int copied(int samples) {
    return bordered ? samples * sampleStep : 0;
  }

  /// What places `from …` see of a group of samples `n …`: taps below each other.
  Patches columns(Object x, int xo, int group, int n, int count, int from, Object copy) {
    if (bordered) {
      border(x, xo, group, n, count, copy);
      return new Patches(copy, 0, taps, 0, places, from);
    }
    int origin = (first[0] * s.in()[1] + first[1]) * s.in()[2] + first[2];
    return new Patches(x, xo + s.inputAt(n, group) + origin, taps, 0, places, from);
  }

  /// The same, turned.
  Patches rows(Object x, int xo, int group, int n, int count, int from, Object copy) {
    Patches p = columns(x, xo, group, n, count, from, copy);
    return new Patches(
        p.array(),
        p.offset(),
        /* rows= */ p.columns(),
        /* top= */ p.left(),
        /* columns= */ p.rows(),
        /* left= */ p.top());
  }

  private void border(Object x, int xo, int group, int n, int count, Object copy) {
    ConvRows.clear(copy, 0, count * sampleStep);
    int from = Math.max(0, first[2]);
    int length = Math.min(s.in()[2], first[2] + seen[2]) - from;
    int o = 0;
    for (int b = 0; b < count && length > 0; b++) {
      int sample = xo + s.inputAt(n + b, group);
      for (int c = 0; c < s.channels(); c++) {
        for (int d = first[0]; d < first[0] + seen[0]; d++) {
          for (int h = first[1]; h < first[1] + seen[1]; h++, o += seen[2]) {
            if (d >= 0 && d < s.in()[0] && h >= 0 && h < s.in()[1]) {
              int line = sample + ((c * s.in()[0] + d) * s.in()[1] + h) * s.in()[2];
              ConvRows.copy(x, line + from, 1, copy, o + from - first[2], length);
            }
          }
        }
      }
    }
  }
}
