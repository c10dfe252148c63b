package dev.gradus.kernel;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The [LaneLoops] of one operation and type: plain Java until the vector loops are warm.
final class ReductionLoops implements Supplier<WarmUp.Exercise[]> {
  /// Elements reduced by plain loops before the warm-up starts, about 2 ms.
  private static final long PATIENCE = 1L << 23;

  private static final int WARM_WIDTH = 128;

  /// Rows that are read together, and one more.
  private static final int WARM_ROWS = 5;

  /// Many enough for C2 to see a loop that is worth unrolling.
  private static final int WARM_LANES = 16;

  private static final ReductionLoops[] FLOATS = all(false);

  /// Apart, as the next, since most programs need none.
  private static final class Doubles {
    private static final ReductionLoops[] OF_DOUBLES = all(true);
  }

  /// Apart, since most programs need none.
  private static final class Terms {
    private static final ReductionLoops[] OF_FLOATS = terms(true);
    private static final ReductionLoops[] OF_DOUBLES = terms(false);
  }

  /// Whether sums are in double.
  private final boolean wide;

  /// Whether elements are floats.
  private final boolean narrow;

  private final LaneOp op;

  /// What is added up, if not the elements themselves.
  private final @Nullable Term term;

  private final LaneLoops plain;
  private final WarmUp warmth = new WarmUp(PATIENCE, this);
  private volatile @Nullable LaneLoops vector;

  private ReductionLoops(
      boolean wide, boolean narrow, LaneOp op, @Nullable Term term, LaneLoops plain) {
    this.wide = wide;
    this.narrow = narrow;
    this.op = op;
    this.term = term;
    this.plain = plain;
  }

  private static ReductionLoops[] all(boolean wide) {
    LaneOp[] ops = LaneOp.values();
    ReductionLoops[] loops = new ReductionLoops[ops.length];
    for (LaneOp op : ops) {
      // By calls, because the JVM would read both classes.
      LaneLoops plain = wide ? DoubleLanes.of(op) : FloatLanes.of(op);
      loops[op.ordinal()] = new ReductionLoops(wide, !wide, op, null, plain);
    }
    return loops;
  }

  private static ReductionLoops[] terms(boolean narrow) {
    Term[] terms = Term.values();
    ReductionLoops[] loops = new ReductionLoops[terms.length];
    for (Term term : terms) {
      loops[term.ordinal()] =
          new ReductionLoops(true, narrow, LaneOp.SUM, term, new TermLanes(term, narrow));
    }
    return loops;
  }

  /// The loops for so many elements.
  static LaneLoops choose(LaneOp op, boolean wide, long work) {
    return (wide ? Doubles.OF_DOUBLES : FLOATS)[op.ordinal()].choose(work);
  }

  /// The loops that add up terms of floats, if `narrow`, or doubles in double.
  static LaneLoops choose(Term term, boolean narrow, long work) {
    return (narrow ? Terms.OF_FLOATS : Terms.OF_DOUBLES)[term.ordinal()].choose(work);
  }

  /// Compiles the vector loops now, for programs that measure time.
  static void warmUp() {
    if (GemmKernels.vectorsAllowed()) {
      warmUp(FLOATS);
      warmUp(Doubles.OF_DOUBLES);
      warmUp(Terms.OF_FLOATS);
      warmUp(Terms.OF_DOUBLES);
    }
  }

  private static void warmUp(ReductionLoops[] loops) {
    for (ReductionLoops each : loops) {
      each.warmth.now();
    }
  }

  private LaneLoops choose(long work) {
    if (work < LaneLoops.LANES || !warmth.ready(work)) {
      return plain;
    }
    LaneLoops fast = vector;
    return fast == null ? plain : fast;
  }

  /// The loops to warm up.
  @Override
  public WarmUp.Exercise[] get() {
    if (!GemmKernels.vectorsAllowed()) {
      return new WarmUp.Exercise[0];
    }
    int bits = GemmKernels.Width.preferred();
    Term added = term;
    LaneLoops loops =
        added == null
            ? LaneGenerator.generate(op, wide, bits)
            : LaneGenerator.generate(added, narrow, bits);
    boolean ranges = op.isExtreme();
    vector = loops;
    int lanes = bits / (wide ? Double.SIZE : Float.SIZE);
    int count = Math.max(2 * WARM_WIDTH, WARM_ROWS * WARM_LANES * LaneLoops.LANES);
    Object x = narrow ? new float[count] : new double[count];
    Object y = wide ? new double[count] : new float[count];
    int step = WARM_LANES * LaneLoops.LANES;
    int vectors = LaneLoops.LANES / lanes;
    WarmUp.Exercise inRow =
        new WarmUp.Exercise(
            ranges
                ? () -> loops.range(WARM_ROWS, WARM_LANES, x, 0, step, y, 0)
                : () -> loops.lanes(WARM_LANES, x, 0, y, 0),
            (ranges ? 6 * WARM_ROWS : 2) * (WARM_LANES + 2) * vectors);
    WarmUp.Exercise inRows =
        new WarmUp.Exercise(
            op == LaneOp.SUM
                ? () -> loops.sums(WARM_ROWS, WARM_LANES, x, 0, step, y, 0)
                : inRow.body(),
            6 * WARM_ROWS * (WARM_LANES + 2) * vectors);
    WarmUp.Exercise inColumns =
        new WarmUp.Exercise(
            () -> loops.rows(2, WARM_WIDTH, x, 0, WARM_WIDTH, y, 0, WARM_WIDTH),
            8 * WARM_WIDTH / lanes);
    WarmUp.Exercise down =
        new WarmUp.Exercise(() -> loops.columns(8, 8 * lanes, x, 0, 1, y, 0), 8 * 12);
    WarmUp.Exercise lanesDown =
        new WarmUp.Exercise(
            op == LaneOp.SUM
                ? () -> loops.columnSums(2, 2 * lanes, x, 0, 2 * lanes, y, 0)
                : inRow.body(),
            2 * 2 * 2 * LaneLoops.LANES);
    if (added != null) {
      return new WarmUp.Exercise[] {inRow, inRows, inColumns, down, lanesDown};
    }
    WarmUp.Exercise apart =
        new WarmUp.Exercise(() -> loops.deviations(4, x, 0, 1, y, 0), 24 * LaneLoops.LANES / lanes);
    return new WarmUp.Exercise[] {inRow, inRows, apart, inColumns, down, lanesDown};
  }
}
