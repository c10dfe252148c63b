package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Goes through rows of floats or doubles once: some expressions of their elements are stored, the
/// values of others are added up, each row's in the 32 lanes of Note [The tree of a sum].
///
/// What a row needs several passes for, as an exponential and the sum of all, is one here, with the
/// same bits. There are vector loops only: callers keep plain ones for the time until [#ready], and
/// for machines without vectors.
///
/// Operands are counted: what is stored, the lanes of the sums, the inputs.
final class Sweep implements Supplier<WarmUp.Exercise[]> {
  /// Elements that plain loops take before the warm-up starts, about 2 ms.
  private static final long PATIENCE = 1L << 20;

  private static final int LANES = LaneLoops.LANES;
  private static final int WARM_WIDTH = 4 * LANES;
  private static final long[] NONE = {};

  private final int stored;
  private final int sums;
  private final int inputs;
  private final long still;
  private final List<Expr> outputs;
  private final Compute compute;
  private final WarmUp warmth = new WarmUp(PATIENCE, this);
  private volatile @Nullable Loop loop;
  private boolean forced;

  private Sweep(Compute compute, List<Expr> outputs, int stored, int inputs, long still) {
    this.compute = compute;
    this.outputs = outputs;
    this.stored = stored;
    this.sums = outputs.size() - stored;
    this.inputs = inputs;
    this.still = still << outputs.size();
  }

  /// A sweep in float or double.
  ///
  /// @param stored made of machine steps, as are those
  /// @param added what is added up
  /// @param still a bit for each input that is one number per row
  static Sweep of(Compute compute, List<Expr> stored, List<Expr> added, int inputs, long still) {
    List<Expr> outputs = new ArrayList<>(stored);
    outputs.addAll(added);
    return new Sweep(compute, List.copyOf(outputs), stored.size(), inputs, still);
  }

  /// Whether the loop is compiled. Where not, `work` elements are counted as done without it.
  boolean ready(long work) {
    return forced || warmth.ready(work) && loop != null;
  }

  /// Makes the loop now and runs it whether compiled or not, for tests.
  void force() {
    var _ = get();
    forced = true;
  }

  /// The loop to warm up.
  @Override
  public WarmUp.Exercise[] get() {
    if (!GemmKernels.vectorsAllowed()) {
      return new WarmUp.Exercise[0];
    }
    DType dtype = ScalarAccess.dtype(compute);
    DType[] out = Collections.nCopies(outputs.size(), dtype).toArray(DType[]::new);
    DType[] in = Collections.nCopies(inputs, dtype).toArray(DType[]::new);
    Program program = Program.ofVector(VectorForms.of(outputs, compute, out), compute, out, in);
    Loop made = LoopCompiler.sweep(program, new Layout(false, still), stored);
    loop = made;
    int operands = outputs.size() + inputs;
    Object[] arrays = new Object[operands];
    for (int k = 0; k < operands; k++) {
      arrays[k] = program.operand(k).allocate(WARM_WIDTH);
    }
    int[] none = new int[operands];
    int vectors = 3 * WARM_WIDTH / VectorAccess.lanes(compute);
    // Several rows, few turns and none: what the compiler has never seen it leaves out.
    Runnable body =
        () -> {
          made.run(WARM_WIDTH, 2, arrays, none, none, none, NONE);
          made.run(LANES, 1, arrays, none, none, none, NONE);
          made.run(0, 1, arrays, none, none, none, NONE);
        };
    return new WarmUp.Exercise[] {new WarmUp.Exercise(body, (program.work() + operands) * vectors)};
  }

  /// Runs over `m` rows of `n` elements.
  ///
  /// @param steps per operand how far apart its rows are; 32 for the lanes of sums
  void run(int n, int m, Object[] arrays, int[] offsets, int[] steps) {
    Loop made = loop;
    if (made == null) {
      throw new IllegalStateException("Sweep: not ready.");
    }
    int whole = n / LANES * LANES;
    made.run(whole, m, arrays, offsets, steps, steps, NONE);
    if (whole < n) {
      tails(made, whole, n - whole, m, arrays, offsets, steps);
    }
  }

  /// The same, and the sums of whole rows, in the tree of Note [The tree of a sum].
  ///
  /// @param arrays in place of lanes those of the sums, one number for each row
  void reduce(int n, int m, Object[] arrays, int[] offsets, int[] steps) {
    Object[] within = arrays.clone();
    int[] from = offsets.clone();
    int[] apart = steps.clone();
    int blocks = (n + Reduction.BLOCK - 1) / Reduction.BLOCK;
    int height = blocks == 1 ? m : 1;
    for (int k = stored; k < stored + sums; k++) {
      within[k] = new Operand(ScalarAccess.dtype(compute)).allocate(LANES * height * blocks);
      from[k] = 0;
      apart[k] = LANES;
    }
    for (int r = 0; r < m; r += height) {
      for (int b = 0; b < blocks; b++) {
        for (int k = 0; k < within.length; k++) {
          if (k < stored || k >= stored + sums) {
            int skipped = isStill(k) ? 0 : b * Reduction.BLOCK;
            from[k] = offsets[k] + r * steps[k] + skipped;
          } else {
            from[k] = b * LANES;
          }
        }
        run(Math.min(Reduction.BLOCK, n - b * Reduction.BLOCK), height, within, from, apart);
      }
      for (int k = stored; k < stored + sums; k++) {
        fold(within[k], n, blocks, height, arrays[k], offsets[k] + r);
      }
    }
  }

  private static void fold(Object lanes, int n, int blocks, int m, Object to, int at) {
    if (lanes instanceof float[] x) {
      float[] sums = (float[]) to;
      for (int r = 0; r < m; r++) {
        sums[at + r] = FloatRowTree.sumOfBlocks(x, r * LANES, n, blocks);
      }
    } else {
      double[] x = (double[]) lanes;
      double[] sums = (double[]) to;
      for (int r = 0; r < m; r++) {
        sums[at + r] = DoubleRowTree.sumOfBlocks(x, r * LANES, n, blocks);
      }
    }
  }

  /// What is left of every row, in arrays of 32 elements: the first `count` lanes count.
  private void tails(
      Loop made, int from, int count, int m, Object[] arrays, int[] offsets, int[] steps) {
    int operands = arrays.length;
    Object[] own = arrays.clone();
    int[] at = new int[operands];
    for (int k = 0; k < operands; k++) {
      if (!isStill(k)) {
        own[k] = new Operand(ScalarAccess.dtype(compute)).allocate(LANES);
      }
    }
    for (int r = 0; r < m; r++) {
      for (int k = stored + sums; k < operands; k++) {
        int start = offsets[k] + r * steps[k];
        if (isStill(k)) {
          at[k] = start;
        } else {
          System.arraycopy(arrays[k], start + from, own[k], 0, count);
        }
      }
      made.run(LANES, 1, own, at, at, at, NONE);
      for (int k = 0; k < stored; k++) {
        System.arraycopy(own[k], 0, arrays[k], offsets[k] + r * steps[k] + from, count);
      }
      for (int k = stored; k < stored + sums; k++) {
        add(own[k], arrays[k], offsets[k] + r * steps[k], count);
      }
    }
  }

  private boolean isStill(int operand) {
    return (still >>> operand & 1) != 0;
  }

  private static void add(Object lanes, Object to, int at, int count) {
    if (to instanceof float[] sums) {
      float[] more = (float[]) lanes;
      for (int i = 0; i < count; i++) {
        sums[at + i] += more[i];
      }
    } else {
      double[] sums = (double[]) to;
      double[] more = (double[]) lanes;
      for (int i = 0; i < count; i++) {
        sums[at + i] += more[i];
      }
    }
  }
}
