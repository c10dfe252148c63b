package dev.gradus.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Turns eight rows of floats into rows of eight, eight at a time in registers, four times as fast
/// as element by element.
///
/// Only where vectors have 512 bits: selecting from two vectors is one instruction there, and many
/// elsewhere. Callers ask [#isReady] first, before which nothing here touches the Vector API.
final class FloatTranspose {
  /// Elements turned by plain loops before the warm-up starts, about 2 ms.
  private static final long PATIENCE = 1L << 22;

  private static final int AT_ONCE = 4;

  private static final WarmUp WARMTH = new WarmUp(PATIENCE, FloatTranspose::exercises);

  private FloatTranspose() {}

  /// Whether vectors are allowed, wide enough and compiled; if not, `elements` count as turned
  /// without.
  static boolean isReady(int elements) {
    return GemmKernels.vectorsAllowed() && WARMTH.ready(elements) && Lanes.WIDE;
  }

  private static WarmUp.Exercise[] exercises() {
    if (!Lanes.WIDE) {
      return new WarmUp.Exercise[0];
    }
    float[] from = new float[8 * 64];
    float[] to = new float[8 * 64];
    return new WarmUp.Exercise[] {
      new WarmUp.Exercise(() -> eight(from, 0, 64, 64, to, 0, 8), 8 * 40),
      new WarmUp.Exercise(() -> panels(from, 0, 16, 16, 2, to, 0), 32 * 2)
    };
  }

  /// `to[o + p·step + r] = from[x + r·row + p]` for eight `r` and `depth` of `p`, a multiple of
  /// eight.
  static void eight(float[] from, int x, int row, int depth, float[] to, int o, int step) {
    for (int p = 0, y = o; p < depth; p += 8, y += 8 * step) {
      Lanes.block(from, x + p, row, to, y, step);
    }
  }

  /// Panels of eight of rows that are turned already: `to[o + 8·depth·k + 8·p + r] = from[x +
  /// p·column + 8·k + r]` for eight `r` and `panels` of `k`.
  ///
  /// Some panels at once: far columns crowd one part of the cache, which would lose what a panel
  /// has not used of a line before the next one comes.
  static void panels(float[] from, int x, int column, int depth, int panels, float[] to, int o) {
    for (int k = 0; k < panels; k += AT_ONCE) {
      int end = Math.min(panels, k + AT_ONCE);
      for (int p = 0; p < depth; p++) {
        for (int one = k; one < end; one++) {
          Lanes.row(from, x + p * column + 8 * one, to, o + 8 * (depth * one + p));
        }
      }
    }
  }

  /// The only class here that refers to the Vector API.
  private static final class Lanes {
    static final boolean WIDE = GemmKernels.Width.preferred() >= 512;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;

    // Lanes of the first vector are 0 to 7, of the second 8 to 15. After the first step a vector
    // has
    // pairs from two rows, after the second fours from four, in both halves.
    private static final FloatVector PAIRS = lanes(0, 8, 1, 9, 4, 12, 5, 13);
    private static final FloatVector PAIRS_ABOVE = lanes(2, 10, 3, 11, 6, 14, 7, 15);
    private static final FloatVector FOURS = lanes(0, 1, 8, 9, 4, 5, 12, 13);
    private static final FloatVector FOURS_ABOVE = lanes(2, 3, 10, 11, 6, 7, 14, 15);
    private static final FloatVector LOW = lanes(0, 1, 2, 3, 8, 9, 10, 11);
    private static final FloatVector HIGH = lanes(4, 5, 6, 7, 12, 13, 14, 15);

    private static FloatVector lanes(float... which) {
      return FloatVector.fromArray(S, which, 0);
    }

    static void row(float[] from, int x, float[] to, int y) {
      FloatVector.fromArray(S, from, x).intoArray(to, y);
    }

    static void block(float[] from, int x, int row, float[] to, int y, int step) {
      FloatVector a0 = FloatVector.fromArray(S, from, x);
      FloatVector a1 = FloatVector.fromArray(S, from, x + row);
      FloatVector a2 = FloatVector.fromArray(S, from, x + 2 * row);
      FloatVector a3 = FloatVector.fromArray(S, from, x + 3 * row);
      FloatVector a4 = FloatVector.fromArray(S, from, x + 4 * row);
      FloatVector a5 = FloatVector.fromArray(S, from, x + 5 * row);
      FloatVector a6 = FloatVector.fromArray(S, from, x + 6 * row);
      FloatVector a7 = FloatVector.fromArray(S, from, x + 7 * row);
      FloatVector b0 = PAIRS.selectFrom(a0, a1);
      FloatVector b1 = PAIRS_ABOVE.selectFrom(a0, a1);
      FloatVector b2 = PAIRS.selectFrom(a2, a3);
      FloatVector b3 = PAIRS_ABOVE.selectFrom(a2, a3);
      FloatVector b4 = PAIRS.selectFrom(a4, a5);
      FloatVector b5 = PAIRS_ABOVE.selectFrom(a4, a5);
      FloatVector b6 = PAIRS.selectFrom(a6, a7);
      FloatVector b7 = PAIRS_ABOVE.selectFrom(a6, a7);
      FloatVector c0 = FOURS.selectFrom(b0, b2);
      FloatVector c1 = FOURS_ABOVE.selectFrom(b0, b2);
      FloatVector c2 = FOURS.selectFrom(b1, b3);
      FloatVector c3 = FOURS_ABOVE.selectFrom(b1, b3);
      FloatVector c4 = FOURS.selectFrom(b4, b6);
      FloatVector c5 = FOURS_ABOVE.selectFrom(b4, b6);
      FloatVector c6 = FOURS.selectFrom(b5, b7);
      FloatVector c7 = FOURS_ABOVE.selectFrom(b5, b7);
      LOW.selectFrom(c0, c4).intoArray(to, y);
      LOW.selectFrom(c1, c5).intoArray(to, y + step);
      LOW.selectFrom(c2, c6).intoArray(to, y + 2 * step);
      LOW.selectFrom(c3, c7).intoArray(to, y + 3 * step);
      HIGH.selectFrom(c0, c4).intoArray(to, y + 4 * step);
      HIGH.selectFrom(c1, c5).intoArray(to, y + 5 * step);
      HIGH.selectFrom(c2, c6).intoArray(to, y + 6 * step);
      HIGH.selectFrom(c3, c7).intoArray(to, y + 7 * step);
    }
  }
}
