package dev.gradus.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The greatest of windows of two by two floats side by side, sixteen windows at a time, several
/// times as fast as one by one.
///
/// Only where vectors have 512 bits: selecting from two vectors and storing part of one are single
/// instructions there. Callers ask [#isReady] first, before which nothing here touches the Vector
/// API.
final class FloatPairPooling {
  /// Windows that are in one vector.
  static final int WINDOWS = 16;

  /// Windows done one by one before the warm-up starts, about 2 ms.
  private static final long PATIENCE = 1L << 18;

  private static final WarmUp WARMTH = new WarmUp(PATIENCE, FloatPairPooling::exercises);

  private FloatPairPooling() {}

  /// Whether vectors are allowed, wide enough and compiled; if not, `windows` count as done
  /// without.
  static boolean isReady(int windows) {
    return GemmKernels.vectorsAllowed() && WARMTH.ready(windows) && Lanes.WIDE;
  }

  /// Whether windows see two neighbours each, and the next window the next two.
  static boolean fits(PoolWindows across) {
    boolean all = across.step() == 1;
    for (int q = 0; q < across.count() && all; q++) {
      all =
          across.start()[q] == across.start()[0] + 2 * q
              && across.end()[q] == across.start()[q] + 2;
    }
    return all;
  }

  private static WarmUp.Exercise[] exercises() {
    if (GemmKernels.Width.preferred() < WINDOWS * Float.SIZE) {
      return new WarmUp.Exercise[0];
    }
    float[] x = new float[4 * WINDOWS];
    float[] y = new float[WINDOWS];
    long[] indices = new long[WINDOWS];
    return new WarmUp.Exercise[] {
      new WarmUp.Exercise(
          () -> {
            rows(x, 0, 0, 2 * WINDOWS, 1, WINDOWS, y, indices, 0);
            rows(x, 0, 0, 2 * WINDOWS, 1, WINDOWS - 3, y, indices, 0);
          },
          2 * 32)
    };
  }

  /// Rows of `across` windows of a plane that begins at `from` in the array, two rows of the plane
  /// for each; the results are from `o` on. Tells how many rows were done: a row with a nan, or one
  /// that whole vectors would read beyond the array, ends it.
  ///
  /// @param first the place of the first window in the plane
  /// @param width from row to row of the plane
  static int rows(
      float[] x,
      int from,
      int first,
      int width,
      int down,
      int across,
      float[] y,
      long[] indices,
      int o) {
    int vectors = Math.ceilDiv(across, WINDOWS);
    int last = from + first + width + 2 * WINDOWS * vectors;
    for (int h = 0; h < down; h++) {
      int place = first + 2 * h * width;
      boolean inside = last + 2 * h * width <= x.length;
      if (!inside || !Lanes.row(x, from + place, place, width, across, y, indices, o)) {
        return h;
      }
      o += across;
    }
    return down;
  }

  /// The only class here that refers to the Vector API.
  private static final class Lanes {
    static final boolean WIDE = GemmKernels.Width.preferred() >= WINDOWS * Float.SIZE;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_512;
    private static final VectorSpecies<Long> L = LongVector.SPECIES_512;

    private static final FloatVector EVEN = lanes(0);
    private static final FloatVector ODD = lanes(1);

    private static FloatVector lanes(int first) {
      float[] which = new float[WINDOWS];
      for (int i = 0; i < WINDOWS; i++) {
        which[i] = first + 2 * i;
      }
      return FloatVector.fromArray(S, which, 0);
    }

    /// One row; false, with arbitrary results, if a nan is in what the vectors see of it.
    static boolean row(
        float[] x, int upper, int place, int down, int across, float[] y, long[] indices, int o) {
      boolean nan = false;
      for (int q = 0; q < across; q += WINDOWS) {
        int count = Math.min(WINDOWS, across - q);
        nan |= block(x, upper + 2 * q, place + 2 * q, down, count, y, indices, o + q);
      }
      return !nan;
    }

    /// Whether a nan is among sixteen windows, and if not what is greatest in them.
    ///
    /// Places are counted from the window's first, so that they are exact as floats; a later
    /// element wins only if it is greater.
    private static boolean block(
        float[] x, int upper, int place, int down, int count, float[] y, long[] indices, int o) {
      FloatVector u0 = FloatVector.fromArray(S, x, upper);
      FloatVector u1 = FloatVector.fromArray(S, x, upper + WINDOWS);
      FloatVector l0 = FloatVector.fromArray(S, x, upper + down);
      FloatVector l1 = FloatVector.fromArray(S, x, upper + down + WINDOWS);
      FloatVector a = EVEN.selectFrom(u0, u1);
      FloatVector b = ODD.selectFrom(u0, u1);
      FloatVector c = EVEN.selectFrom(l0, l1);
      FloatVector d = ODD.selectFrom(l0, l1);
      VectorMask<Float> right = b.compare(VectorOperators.GT, a);
      VectorMask<Float> lowerRight = d.compare(VectorOperators.GT, c);
      FloatVector above = a.blend(b, right);
      FloatVector below = c.blend(d, lowerRight);
      VectorMask<Float> under = below.compare(VectorOperators.GT, above);
      FloatVector step = FloatVector.zero(S).blend(1f, right);
      FloatVector lowerStep = FloatVector.broadcast(S, (float) down).blend(down + 1f, lowerRight);
      FloatVector greatest = above.blend(below, under);
      IntVector at =
          ((IntVector) step.blend(lowerStep, under).add(EVEN).convert(VectorOperators.F2I, 0))
              .add(place);
      LongVector first = (LongVector) at.convertShape(VectorOperators.I2L, L, 0);
      LongVector second = (LongVector) at.convertShape(VectorOperators.I2L, L, 1);
      greatest.intoArray(y, o, S.indexInRange(0, count));
      first.intoArray(indices, o, L.indexInRange(0, count));
      second.intoArray(indices, o + WINDOWS / 2, L.indexInRange(WINDOWS / 2, count));
      return u0.compare(VectorOperators.NE, u0)
          .or(u1.compare(VectorOperators.NE, u1))
          .or(l0.compare(VectorOperators.NE, l0))
          .or(l1.compare(VectorOperators.NE, l1))
          .anyTrue();
    }
  }
}
