package dev.gradus.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Sums of a block of neighbouring floats to the end in vectors: the 32 lanes of Note [The tree of
/// a sum] are two vectors, whose own tree is four steps. Through memory and one by one, it takes a
/// third of the time of a row of 1024.
///
/// Only where vectors have 512 bits. Callers ask [#isReady] first, before which nothing here
/// touches the Vector API.
final class FloatFolds {
  private static final int LANES = LaneLoops.LANES;

  /// Elements added up without before the warm-up starts, about 2 ms.
  private static final long PATIENCE = 1L << 23;

  private static final int WARM_WIDTH = 8 * LANES;

  private static final WarmUp WARMTH = new WarmUp(PATIENCE, FloatFolds::exercises);

  private FloatFolds() {}

  /// Whether vectors are allowed, wide enough and compiled; if not, `elements` count as done
  /// without.
  static boolean isReady(int elements) {
    return GemmKernels.vectorsAllowed() && WARMTH.ready(elements) && Lanes.WIDE;
  }

  /// Compiles the vectors now, for programs that measure time.
  static void warmUp() {
    WARMTH.now();
  }

  /// Whether a block has no elements beyond whole lanes.
  static boolean fits(int count) {
    return count % LANES == 0 && count >= 2 * LANES;
  }

  private static WarmUp.Exercise[] exercises() {
    if (GemmKernels.Width.preferred() < LANES / 2 * Float.SIZE) {
      return new WarmUp.Exercise[0];
    }
    float[] x = new float[WARM_WIDTH];
    Deviations sums = new Deviations();
    int steps = WARM_WIDTH / LANES;
    return new WarmUp.Exercise[] {
      new WarmUp.Exercise(() -> sums.add(sum(x, 0, WARM_WIDTH), 0), 4 * steps + 10),
      new WarmUp.Exercise(() -> deviations(x, 0, WARM_WIDTH, 1, sums), 10 * steps + 20)
    };
  }

  /// The sum of elements that [#fits].
  static float sum(float[] x, int at, int count) {
    return Lanes.sum(x, at, count);
  }

  /// Adds the sums of `x - centre` and of the squares of that.
  static void deviations(float[] x, int at, int count, float centre, Deviations sums) {
    Lanes.deviations(x, at, count, centre, sums);
  }

  /// What touches the Vector API.
  private static final class Lanes {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_512;
    static final boolean WIDE = FloatVector.SPECIES_PREFERRED == FLOATS;
    private static final int WIDTH = LANES / 2;
    private static final FloatVector BY_8 = turned(8);
    private static final FloatVector BY_4 = turned(4);
    private static final FloatVector BY_2 = turned(2);
    private static final FloatVector BY_1 = turned(1);

    private Lanes() {}

    private static FloatVector turned(int by) {
      float[] from = new float[WIDTH];
      for (int i = 0; i < WIDTH; i++) {
        from[i] = (i + by) % WIDTH;
      }
      return FloatVector.fromArray(FLOATS, from, 0);
    }

    private static float fold(FloatVector low, FloatVector high) {
      FloatVector v = low.add(high);
      v = v.add(BY_8.selectFrom(v));
      v = v.add(BY_4.selectFrom(v));
      v = v.add(BY_2.selectFrom(v));
      return v.add(BY_1.selectFrom(v)).lane(0);
    }

    static float sum(float[] x, int at, int count) {
      FloatVector low = FloatVector.zero(FLOATS);
      FloatVector high = FloatVector.zero(FLOATS);
      for (int i = at; i < at + count; i += LANES) {
        low = low.add(FloatVector.fromArray(FLOATS, x, i));
        high = high.add(FloatVector.fromArray(FLOATS, x, i + WIDTH));
      }
      return fold(low, high);
    }

    static void deviations(float[] x, int at, int count, float centre, Deviations sums) {
      FloatVector c = FloatVector.broadcast(FLOATS, centre);
      FloatVector low = FloatVector.zero(FLOATS);
      FloatVector high = low;
      FloatVector lowSquares = low;
      FloatVector highSquares = low;
      for (int i = at; i < at + count; i += LANES) {
        FloatVector d = FloatVector.fromArray(FLOATS, x, i).sub(c);
        FloatVector e = FloatVector.fromArray(FLOATS, x, i + WIDTH).sub(c);
        low = low.add(d);
        high = high.add(e);
        lowSquares = lowSquares.add(d.mul(d));
        highSquares = highSquares.add(e.mul(e));
      }
      sums.add(fold(low, high), fold(lowSquares, highSquares));
    }
  }
}
