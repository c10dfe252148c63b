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
            row(x, 0, 2 * WINDOWS, 0, 2 * WINDOWS, WINDOWS, y, indices, 0);
            row(x, 0, 2 * WINDOWS, 0, 2 * WINDOWS, WINDOWS - 3, y, indices, 0);
          },
          2 * 32)
    };
  }

  /// Results `o … o + count - 1` of windows over two rows that begin at `upper` and `lower` in the
  /// array and hold no nan. Reads whole vectors: two of each row for every sixteen windows.
  ///
  /// @param place the place of the upper row in the plane
  /// @param down from there to the lower row
  static void row(
      float[] x,
      int upper,
      int lower,
      int place,
      int down,
      int count,
      float[] y,
      long[] indices,
      int o) {
    for (int q = 0; q < count; q += WINDOWS) {
      int left = Math.min(WINDOWS, count - q);
      Lanes.block(x, upper + 2 * q, lower + 2 * q, place + 2 * q, down, left, y, indices, o + q);
    }
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

    /// Places are counted from the window's first, so that they are exact as floats; a later
    /// element wins only if it is greater.
    static void block(
        float[] x,
        int upper,
        int lower,
        int place,
        int down,
        int count,
        float[] y,
        long[] indices,
        int o) {
      FloatVector u0 = FloatVector.fromArray(S, x, upper);
      FloatVector u1 = FloatVector.fromArray(S, x, upper + WINDOWS);
      FloatVector l0 = FloatVector.fromArray(S, x, lower);
      FloatVector l1 = FloatVector.fromArray(S, x, lower + WINDOWS);
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
      if (count == WINDOWS) {
        greatest.intoArray(y, o);
        first.intoArray(indices, o);
        second.intoArray(indices, o + WINDOWS / 2);
      } else {
        greatest.intoArray(y, o, S.indexInRange(0, count));
        first.intoArray(indices, o, L.indexInRange(0, count));
        if (count > WINDOWS / 2) {
          second.intoArray(indices, o + WINDOWS / 2, L.indexInRange(WINDOWS / 2, count));
        }
      }
    }
  }
}
