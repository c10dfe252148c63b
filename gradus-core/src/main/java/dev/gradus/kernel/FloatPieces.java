package dev.gradus.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Copies of short pieces of an array in whole vectors, where a call of `System.arraycopy` takes
/// several times as long as the copy. What a vector has beyond its piece is written too, and
/// overwritten by the next.
///
/// Only where vectors have 512 bits, as in [FloatTranspose]. Callers ask [#isReady] first, before
/// which nothing here touches the Vector API.
final class FloatPieces {
  /// Elements of a vector.
  static final int LANES = 16;

  /// Elements copied without before the warm-up starts, about 2 ms.
  private static final long PATIENCE = 1L << 22;

  private static final WarmUp WARMTH = new WarmUp(PATIENCE, FloatPieces::exercises);

  private final int[] source;
  private final int[] target;
  private final int count;
  private final int length;

  /// The pieces of rows of `length` places, whose elements are `places[left …]` from where the row
  /// begins: runs of neighbours, in vectors.
  FloatPieces(int[] places, int left, int length) {
    source = new int[length];
    target = new int[length];
    int pieces = 0;
    for (int q = 0; q < length; q++) {
      boolean begins = q == 0 || places[left + q] != places[left + q - 1] + 1;
      if (begins || q - target[pieces - 1] == LANES) {
        source[pieces] = places[left + q];
        target[pieces++] = q;
      }
    }
    this.count = pieces;
    this.length = length;
  }

  /// Whether vectors are allowed, wide enough and compiled; if not, `elements` count as copied
  /// without.
  static boolean isReady(int elements) {
    return GemmKernels.vectorsAllowed() && WARMTH.ready(elements) && Lanes.WIDE;
  }

  private static WarmUp.Exercise[] exercises() {
    if (GemmKernels.Width.preferred() < LANES * Float.SIZE) {
      return new WarmUp.Exercise[0];
    }
    int[] rows = {0, 1, 2, 3};
    float[] from = new float[8 * LANES];
    float[] to = new float[8 * LANES];
    FloatPieces pieces = new FloatPieces(new int[] {0, 1, 5, 9, 10}, 0, 5);
    return new WarmUp.Exercise[] {
      new WarmUp.Exercise(() -> pieces.copy(from, 0, rows, 0, 4, to, 0, 5), 2 * 3 * 4)
    };
  }

  /// How many pieces a row has.
  int count() {
    return count;
  }

  /// `to[y + p·step + q] = from[x + rows[top + p] + places[left + q]]` for `depth` ascending rows.
  /// Up to a vector behind every row of `to` is overwritten as well, as far as it is inside.
  void copy(float[] from, int x, int[] rows, int top, int depth, float[] to, int y, int step) {
    if (depth == 0 || count == 0) {
      return;
    }
    int read = x + source[count - 1] + LANES;
    int written = y + target[count - 1] + LANES;
    int safe = depth;
    while (safe > 0
        && (read + rows[top + safe - 1] > from.length || written + (safe - 1) * step > to.length)) {
      safe--;
    }
    Lanes.copy(from, x, rows, top, safe, source, target, count, to, y, step);
    for (int p = safe; p < depth; p++) {
      row(from, x + rows[top + p], to, y + p * step);
    }
  }

  private void row(float[] from, int x, float[] to, int y) {
    for (int r = 0; r < count; r++) {
      int end = r + 1 < count ? target[r + 1] : length;
      System.arraycopy(from, x + source[r], to, y + target[r], end - target[r]);
    }
  }

  /// The only class here that refers to the Vector API.
  private static final class Lanes {
    static final boolean WIDE = GemmKernels.Width.preferred() >= LANES * Float.SIZE;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_512;

    static void copy(
        float[] from,
        int x,
        int[] rows,
        int top,
        int depth,
        int[] source,
        int[] target,
        int count,
        float[] to,
        int y,
        int step) {
      for (int p = 0; p < depth; p++) {
        int here = x + rows[top + p];
        int there = y + p * step;
        for (int r = 0; r < count; r++) {
          FloatVector.fromArray(S, from, here + source[r]).intoArray(to, there + target[r]);
        }
      }
    }
  }
}
