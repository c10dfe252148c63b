package dev.gradus.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Runs a new vector loop on arrays of its own, in the background, until C2 has compiled it, and
/// publishes it if it is then faster than the scalar loop. Loops take turns, so that none waits for
/// one that the compiler is slow with. See Note [Warming up].
final class VectorWarmup implements Runnable {
  /// Elements per call: a few turns of the loop, so that calls are soon many and C2 still sees a
  /// loop.
  private static final int PIECE = 128;

  private static final int CALLS_PER_BATCH = 8;

  /// Elements per call that is timed: what a plan with temporaries takes at a time.
  private static final int TIMED_PIECE = 1024;

  /// Batches in a row that must be fast.
  private static final int CONFIRMATIONS = 4;

  private static final long PATIENCE_NANOS = 15_000_000_000L;

  /// After so long another loop has its turn.
  private static final long TURN_NANOS = 20_000_000L;

  /// A step of a vector loop takes less once it is compiled, and ten times as much before.
  private static final long COMPILED_NANOS = 20;

  /// Batches in a row in which a compiled loop is not faster before it is given up.
  private static final int REFUSALS = 500;

  private final TieredLoop loop;
  private final Object[] arrays;
  private final int[] offsets;
  private final int[] strides;
  private final long[] params;

  private final int steps;
  private long patience = PATIENCE_NANOS;
  private @Nullable LoopPlan plan;
  private long best = Long.MAX_VALUE;
  private int confirmed;
  private int refused;

  VectorWarmup(TieredLoop loop, Program program) {
    this.loop = loop;
    int operands = program.operandCount();
    this.arrays = new Object[operands];
    this.offsets = new int[operands];
    this.strides = new int[operands];
    for (int k = 0; k < operands; k++) {
      arrays[k] = program.operand(k).allocate(TIMED_PIECE + operands);
      // Where scalar loops are fast as long as operands start side by side, it is those that do not
      // that want vectors: Note [One index for all].
      offsets[k] = loop.needsVector() && program.outputs.size() == 1 ? 0 : k;
      fill(arrays[k]);
      strides[k] = loop.layout().isBroadcast(k) ? 0 : 1;
    }
    this.params = new long[program.params()];
    Arrays.fill(params, program.compute.isFloating() ? Double.doubleToRawLongBits(0.5) : 1);
    this.steps = program.work() + operands;
  }

  /// Ordinary numbers: zeros might take shortcuts, and leftovers of halves are slow.
  private static void fill(Object array) {
    if (array instanceof byte[] a) {
      Arrays.fill(a, (byte) 1);
    } else if (array instanceof float[] a) {
      Arrays.fill(a, 0.75f);
    } else if (array instanceof double[] a) {
      Arrays.fill(a, 0.75);
    }
  }

  @Override
  public void run() {
    LoopPlan vector = plan;
    if (vector == null) {
      vector = loop.newVectorPlan();
      plan = vector;
    }
    long start = System.nanoTime();
    long worked = 0;
    while (confirmed < CONFIRMATIONS && refused < REFUSALS && worked < TURN_NANOS) {
      compare(vector);
      worked = System.nanoTime() - start;
    }
    patience -= worked;
    if (confirmed >= CONFIRMATIONS) {
      loop.publish(vector);
    } else if (refused < REFUSALS && patience < 0) {
      loop.vectorIsLate();
    } else if (refused < REFUSALS) {
      Parallel.inBackground(this);
    }
  }

  private void compare(LoopPlan vector) {
    long took = batch(vector);
    best = Math.min(best, batch(loop.scalarPlan(TIMED_PIECE, 1, offsets, strides)));
    confirmed = took < best ? confirmed + 1 : 0;
    long compiled = COMPILED_NANOS * steps * TIMED_PIECE / vector.lanes();
    refused = took >= best && took < compiled ? refused + 1 : 0;
    if (took > 4 * best) {
      leaveTimeToTheCompiler();
    }
  }

  private static void leaveTimeToTheCompiler() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Some calls that bring compilation nearer, then one that is timed.
  private long batch(LoopPlan plan) {
    for (int call = 0; call < CALLS_PER_BATCH; call++) {
      run(plan, PIECE);
    }
    long start = System.nanoTime();
    run(plan, TIMED_PIECE);
    return System.nanoTime() - start;
  }

  private void run(LoopPlan plan, int n) {
    plan.run(n, 1, arrays, offsets, strides, strides, params);
  }
}
