package dev.gradus.kernel;

import org.jspecify.annotations.Nullable;

/// The loops of one layout, and which of them runs.
///
/// // Note [Warming up] A Vector API call costs about half a microsecond per operator until C2 has
/// compiled the loop around it: exp over a million elements takes half a second in the interpreter.
/// A scalar loop starts thirty times faster and ends up to ten times slower, and both give the same
/// bits. So a loop starts scalar:
///
/// * The scalar loop is called with few elements at first: Note [Pieces of a cold loop].
/// * When enough elements have come by, and the first call is over, a background thread
///   ([VectorWarmup]) runs the vector loop on arrays of its own until it is compiled and measured
///   to be faster than the scalar one. Only then do callers get it. If it never is faster, as on a
///   processor that lacks an instruction, they never do. It is tried several times, since a busy
///   machine may leave the compiler no time.
///
/// A program of small operations never comes to that, and loads no class of the Vector API.
final class TieredLoop {
  /// Elements in calls of at least [#SMALL] after which the vector loop is prepared.
  private static final int WORTHWHILE = 65_536;

  /// How often vector loops are prepared before they are given up.
  private static final int ATTEMPTS = 4;

  /// Calls with fewer elements do not count.
  private static final int SMALL = 256;

  /// Up to so many elements an expression that is otherwise cut runs as one loop, because passes
  /// cost more than they gain.
  private static final int FEW = 32;

  /// More nodes than this in one loop could be too many bytecodes for the JVM's compilers.
  private static final int MOST_WHOLE = 300;

  private final LoopSource source;
  private final Layout layout;

  /// Whether the program is cut into passes, and yet short enough to be one loop of few turns.
  private final boolean hasWhole;

  /// Whether there is a plan for operands that start together, or only one for all.
  private final boolean hasTogether;

  private volatile @Nullable LoopPlan together;
  private volatile @Nullable LoopPlan scalar;
  private volatile @Nullable LoopPlan whole;
  private volatile @Nullable LoopPlan vector;

  // Counters that threads may update at the same time; a lost update only delays.
  private int stepped;
  private int elements;
  private int attempts;
  private long began;

  TieredLoop(LoopSource source, Layout layout) {
    this.source = source;
    this.layout = layout;
    int work = source.work();
    this.hasWhole = work > Kernels.SCALAR_LIMIT && work <= MOST_WHOLE;
    this.hasTogether = work <= Kernels.SCALAR_LIMIT && layout.canShareIndex(source.operands());
    this.elements =
        source.canVector() && (source.needsVector() || !layout.strided()) ? 0 : Integer.MIN_VALUE;
  }

  /// Runs `m` rows of `n` elements, `m` and `n` at least 1.
  void run(int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
    LoopPlan ready = vector;
    if (ready != null) {
      runVector(ready, n, m, arrays, offsets, inner, outer, params);
    } else if (source.forcesVector()) {
      runVector(makeVector(), n, m, arrays, offsets, inner, outer, params);
    } else {
      runScalar(n, m, arrays, offsets, inner, outer, params);
    }
  }

  private void runScalar(
      int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
    int count = n * m;
    FewSteps steps = source.steps();
    if (steps != null && stepped + count <= FewSteps.MOST && !hasCode()) {
      stepped += count;
      steps.run(n, m, arrays, offsets, inner, outer, params);
      return;
    }
    scalarPlan(count, m, offsets, outer).run(n, m, arrays, offsets, inner, outer, params);
    if (elements >= 0
        && count >= SMALL
        && (source.triesVector() || !layout.isTogether(m, offsets, outer))) {
      countOff(count);
    }
  }

  private void countOff(int count) {
    if (elements == 0) {
      began = System.nanoTime();
    }
    elements = Math.min(WORTHWHILE, elements + count);
    if (elements == WORTHWHILE && WarmUp.mayStart(began)) {
      elements = Integer.MIN_VALUE;
      Parallel.inBackground(new VectorWarmup(this, source.program()));
    }
  }

  /// Whether loops for operands that start together will have to be compiled yet.
  boolean isCold() {
    LoopPlan plan = hasTogether ? together : scalar;
    return vector == null
        && source.steps() == null
        && !source.forcesVector()
        && (plan == null || plan.isCold());
  }

  private boolean hasCode() {
    return together != null || scalar != null || whole != null;
  }

  /// Whole vectors by the vector loop, what is left of each row by the scalar one.
  private void runVector(
      LoopPlan plan,
      int n,
      int m,
      Object[] arrays,
      int[] offsets,
      int[] inner,
      int[] outer,
      long[] params) {
    if (layout.strided()) {
      plan.run(n, m, arrays, offsets, inner, outer, params);
      return;
    }
    int tail = n % plan.lanes();
    int whole = n - tail;
    if (whole > 0) {
      plan.run(whole, m, arrays, offsets, inner, outer, params);
    }
    if (tail > 0) {
      int[] from = offsets;
      if (whole > 0) {
        from = new int[offsets.length];
        for (int k = 0; k < from.length; k++) {
          from[k] = offsets[k] + whole * inner[k];
        }
      }
      scalarPlan(tail * m, m, from, outer).run(tail, m, arrays, from, inner, outer, params);
    }
  }

  /// The scalar loops for so many elements in `m` rows, made now if need be.
  LoopPlan scalarPlan(int elements, int m, int[] offsets, int[] outer) {
    if (hasTogether && layout.isTogether(m, offsets, outer)) {
      LoopPlan plan = together;
      return plan != null ? plan : makeTogether();
    }
    if (hasWhole && elements <= FEW) {
      return wholePlan();
    }
    LoopPlan plan = scalar;
    return plan != null ? plan : makeScalar();
  }

  private synchronized LoopPlan makeTogether() {
    LoopPlan plan = together;
    if (plan == null) {
      ReadyLoop ready = layout.broadcast() == 0 ? source.ready() : null;
      plan =
          ready != null
              ? LoopPlan.of(ready)
              : LoopPlan.scalar(source.program(), layout.asTogether());
      together = plan;
    }
    return plan;
  }

  private synchronized LoopPlan makeScalar() {
    LoopPlan plan = scalar;
    if (plan == null) {
      plan = LoopPlan.scalar(source.program(), layout);
      scalar = plan;
    }
    return plan;
  }

  private LoopPlan wholePlan() {
    LoopPlan plan = whole;
    return plan != null ? plan : makeWhole();
  }

  private synchronized LoopPlan makeWhole() {
    LoopPlan plan = whole;
    if (plan == null) {
      plan = LoopPlan.whole(source.program(), layout);
      whole = plan;
    }
    return plan;
  }

  /// New vector loops, which callers do not see yet.
  LoopPlan newVectorPlan() {
    return LoopPlan.vector(source.vectorProgram(), layout);
  }

  /// Lets callers have the vector loops.
  void publish(LoopPlan compiled) {
    vector = compiled;
  }

  /// Notes that the vector loops were not fast within their time.
  void vectorIsLate() {
    attempts++;
    if (attempts < ATTEMPTS) {
      elements = 0;
    }
  }

  private synchronized LoopPlan makeVector() {
    LoopPlan plan = vector;
    if (plan == null) {
      plan = newVectorPlan();
      vector = plan;
    }
    return plan;
  }

  /// Whether vector loops are worth it wherever the operands start.
  boolean needsVector() {
    return source.needsVector();
  }

  /// Whether callers get the vector loops.
  boolean isVectorReady() {
    return vector != null;
  }

  Layout layout() {
    return layout;
  }
}
