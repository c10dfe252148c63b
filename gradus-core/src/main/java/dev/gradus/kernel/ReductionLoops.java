package dev.gradus.kernel;

import org.jspecify.annotations.Nullable;

/// The [LaneLoops] of one operation and type: plain Java until the vector loops are warm.
final class ReductionLoops {
  /// Elements reduced by plain loops before the warm-up starts, about 2 ms.
  private static final long PATIENCE = 1L << 23;

  private static final int WARM_WIDTH = 128;

  private static final ReductionLoops[] FLOATS = all(false);
  private static final ReductionLoops[] DOUBLES = all(true);

  private final LaneOp op;
  private final boolean wide;
  private final LaneLoops plain;
  private final WarmUp warmth = new WarmUp(PATIENCE, this::exercises);
  private volatile @Nullable LaneLoops vector;

  private ReductionLoops(LaneOp op, boolean wide) {
    this.op = op;
    this.wide = wide;
    this.plain = wide ? new DoubleLanes(op) : new FloatLanes(op);
  }

  private static ReductionLoops[] all(boolean wide) {
    LaneOp[] ops = LaneOp.values();
    ReductionLoops[] loops = new ReductionLoops[ops.length];
    for (LaneOp op : ops) {
      loops[op.ordinal()] = new ReductionLoops(op, wide);
    }
    return loops;
  }

  /// The loops for so many elements.
  static LaneLoops choose(LaneOp op, boolean wide, long work) {
    return (wide ? DOUBLES : FLOATS)[op.ordinal()].choose(work);
  }

  /// Compiles the vector loops now, for programs that measure time.
  static void warmUp() {
    for (LaneOp op : LaneOp.values()) {
      if (GemmKernels.vectorsAllowed()) {
        FLOATS[op.ordinal()].warmth.now();
        DOUBLES[op.ordinal()].warmth.now();
      }
    }
  }

  private LaneLoops choose(long work) {
    if (work < LaneLoops.LANES || !warmth.ready(work)) {
      return plain;
    }
    LaneLoops fast = vector;
    return fast == null ? plain : fast;
  }

  private WarmUp.Exercise[] exercises() {
    if (!GemmKernels.vectorsAllowed()) {
      return new WarmUp.Exercise[0];
    }
    int bits = GemmKernels.Width.preferred();
    LaneLoops loops = LaneGenerator.generate(op, wide, bits);
    vector = loops;
    int lanes = bits / (wide ? Double.SIZE : Float.SIZE);
    int count = 2 * WARM_WIDTH;
    Object x = wide ? new double[count] : new float[count];
    Object y = wide ? new double[count] : new float[count];
    return new WarmUp.Exercise[] {
      new WarmUp.Exercise(() -> loops.lanes(4, x, 0, y, 0), 10 * LaneLoops.LANES / lanes),
      new WarmUp.Exercise(() -> loops.deviations(4, x, 0, 1, y, 0), 24 * LaneLoops.LANES / lanes),
      new WarmUp.Exercise(
          () -> loops.rows(2, WARM_WIDTH, x, 0, WARM_WIDTH, y, 0, WARM_WIDTH),
          8 * WARM_WIDTH / lanes)
    };
  }
}
