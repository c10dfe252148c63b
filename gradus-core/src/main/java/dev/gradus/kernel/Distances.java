package dev.gradus.kernel;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The [DistanceLoops] for floats or for doubles, once they are warm.
final class Distances implements Supplier<WarmUp.Exercise[]> {
  /// Elements that other loops take before the warm-up starts, about 2 ms.
  private static final long PATIENCE = 1L << 21;

  /// Rows that are read together, and one more.
  private static final int WARM_ROWS = 3;

  /// Many enough for C2 to see a loop that is worth unrolling.
  private static final int WARM_COUNT = 16;

  private static final Distances FLOATS = new Distances(false);
  private static final Distances DOUBLES = new Distances(true);

  private final boolean wide;
  private final WarmUp warmth = new WarmUp(PATIENCE, this);
  private volatile @Nullable DistanceLoops loops;

  private Distances(boolean wide) {
    this.wide = wide;
  }

  /// The loops for rows of `n` elements; null if they do not take such rows, or not yet.
  ///
  /// @param work how many elements there are in all
  static @Nullable DistanceLoops choose(boolean wide, int n, long work) {
    if (n % LaneLoops.LANES != 0 || n > Reduction.BLOCK) {
      return null;
    }
    Distances of = wide ? DOUBLES : FLOATS;
    return of.warmth.ready(work) ? of.loops : null;
  }

  /// Has the loops used from now on, for tests.
  static void force() {
    FLOATS.warmth.now();
    DOUBLES.warmth.now();
  }

  /// The loops to warm up.
  @Override
  public WarmUp.Exercise[] get() {
    if (!GemmKernels.vectorsAllowed()) {
      return new WarmUp.Exercise[0];
    }
    int bits = GemmKernels.Width.preferred();
    DistanceLoops made = DistanceLanes.generate(wide, bits);
    loops = made;
    int step = WARM_COUNT * LaneLoops.LANES;
    int count = WARM_ROWS * step;
    Object x = wide ? new double[count] : new float[count];
    Object to = wide ? new double[2 * WARM_ROWS] : new float[2 * WARM_ROWS];
    Runnable body = () -> made.sums(WARM_ROWS, WARM_COUNT, x, 0, step, to, 0);
    int vectors = count / (bits / (wide ? Double.SIZE : Float.SIZE));
    return new WarmUp.Exercise[] {new WarmUp.Exercise(body, 5 * vectors + 24 * WARM_ROWS)};
  }
}
