package dev.gradus.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compiled passes for one layout, run one after the other over blocks small enough that the
/// temporaries between them stay in the first-level cache.
///
/// In a *staged* plan every operand of the caller is copied to or from a temporary by a pass of its
/// own, so that the passes in between see contiguous memory of the computing type; that is how
/// vector loops reach strided operands.
final class LoopPlan {
  /// Elements of four bytes per block; half as many of eight.
  static final int BLOCK = 1024;

  /// Bytes by which temporaries are longer than a block: if they all began at the same place of a 4
  /// KiB page they would crowd one part of the cache (measured: three times slower).
  private static final int STAGGER = 320;

  private static final int FIRST_CALLS = 1000;

  /// Calls after which pieces are not cut any more.
  private static final int COLD_CALLS = 5000;

  /// A loop, and per operand the array it means: the caller's, then the temporaries.
  static final class Step {
    private final Loop loop;
    private final int[] arrays;

    Step(Loop loop, int[] arrays) {
      this.loop = loop;
      this.arrays = arrays;
    }

    /// Whether only temporaries are touched, so that the block may be taken as one row.
    boolean isDense(int callers) {
      for (int array : arrays) {
        if (array < callers) {
          return false;
        }
      }
      return true;
    }
  }

  /// The loop of a plan that is nothing else.
  private final @Nullable Loop only;

  private final int callers;
  private final List<Step> steps;
  private final List<Operand> temporaries;
  private final int lanes;
  private final int block;

  // How often the loops were called; a count that is lost to another thread only delays.
  private int calls;

  private LoopPlan(int callers, List<Step> steps, List<Operand> temporaries, int lanes) {
    this.only = null;
    this.callers = callers;
    this.steps = List.copyOf(steps);
    this.temporaries = List.copyOf(temporaries);
    this.lanes = lanes;
    int each = BLOCK;
    for (Operand temporary : temporaries) {
      if (temporary.dtype().itemSize() == 8) {
        each = BLOCK / 2;
      }
    }
    this.block = each;
  }

  private LoopPlan(Loop only, int lanes) {
    this.only = only;
    this.callers = 0;
    this.steps = List.of();
    this.temporaries = List.of();
    this.lanes = lanes;
    this.block = BLOCK;
  }

  /// A plan of one scalar loop.
  static LoopPlan of(Loop loop) {
    return new LoopPlan(loop, 1);
  }

  /// Elements per vector.
  int lanes() {
    return lanes;
  }

  /// A plan of scalar loops.
  static LoopPlan scalar(Program program, Layout layout) {
    return scalar(program, layout, Kernels.SCALAR_LIMIT);
  }

  /// A plan of one scalar loop, however long: for a few elements, where passes and temporaries
  /// would cost more than a loop that is not unrolled.
  static LoopPlan whole(Program program, Layout layout) {
    return scalar(program, layout, Integer.MAX_VALUE);
  }

  private static LoopPlan scalar(Program program, Layout layout, int limit) {
    int callers = program.operandCount();
    if (program.work() <= limit) {
      return of(LoopCompiler.scalar(program, layout));
    }
    ProgramCutter.Passes passes = ProgramCutter.cut(program, limit);
    List<Step> steps = new ArrayList<>();
    for (ProgramCutter.Pass pass : passes.passes()) {
      Loop loop = LoopCompiler.scalar(pass.program, layout.of(pass.arrays, callers));
      steps.add(new Step(loop, pass.arrays));
    }
    return new LoopPlan(callers, steps, passes.temporaries(), 1);
  }

  /// A plan of vector loops. Rows must be a multiple of the lane count long, unless the plan is
  /// staged: temporaries have room for whole vectors.
  static LoopPlan vector(Program program, Layout layout) {
    int callers = program.operandCount();
    Operand[] seen = new Operand[callers];
    int[] meant = new int[callers];
    List<Operand> temporaries = new ArrayList<>();
    List<Step> in = new ArrayList<>();
    List<Step> out = new ArrayList<>();
    for (int k = 0; k < callers; k++) {
      Operand caller = program.operand(k);
      Operand direct = program.vectorOperand(k);
      boolean staged = layout.strided() || !layout.isBroadcast(k) && !caller.equals(direct);
      seen[k] = staged ? direct : caller;
      meant[k] = staged ? callers + temporaries.size() : k;
      if (staged) {
        temporaries.add(direct);
        boolean output = k < program.outputs.size();
        (output ? out : in).add(copy(program, k, meant[k], layout));
      }
    }
    Program inner = program.over(seen);
    ProgramCutter.Passes passes = ProgramCutter.cut(inner, Kernels.VECTOR_LIMIT);
    int staged = temporaries.size();
    temporaries.addAll(passes.temporaries());
    List<Step> steps = new ArrayList<>(in);
    for (ProgramCutter.Pass pass : passes.passes()) {
      int[] arrays = pass.arrays.clone();
      for (int a = 0; a < arrays.length; a++) {
        arrays[a] = arrays[a] < callers ? meant[arrays[a]] : arrays[a] + staged;
      }
      Loop loop = LoopCompiler.vector(pass.program, layout.of(arrays, callers));
      steps.add(new Step(loop, arrays));
    }
    steps.addAll(out);
    int lanes = VectorAccess.lanes(program.compute);
    LoopPlan plan =
        temporaries.isEmpty() && steps.size() == 1
            ? new LoopPlan(steps.get(0).loop, lanes)
            : new LoopPlan(callers, steps, temporaries, lanes);
    plan.calls = COLD_CALLS; // They were compiled before callers see them.
    return plan;
  }

  /// The scalar pass that copies operand `k` from or to its temporary.
  private static Step copy(Program program, int k, int temporary, Layout layout) {
    Operand caller = program.operand(k);
    Operand staged = program.vectorOperand(k);
    boolean output = k < program.outputs.size();
    Program copy =
        output
            ? Program.copy(program.compute, staged, caller)
            : Program.copy(program.compute, caller, staged);
    int[] arrays = output ? new int[] {k, temporary} : new int[] {temporary, k};
    return new Step(LoopCompiler.scalar(copy, layout.of(arrays, program.operandCount())), arrays);
  }

  /// Whether the loops were called so rarely that nobody has asked the compiler for them.
  boolean isCold() {
    return calls < FIRST_CALLS;
  }

  /// Runs `m` rows of `n` elements.
  void run(int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
    int before = calls;
    Loop loop = only;
    int after;
    if (loop == null) {
      after = runInBlocks(n, m, arrays, offsets, inner, outer, params, before);
    } else if ((long) n * m <= piece(before)) {
      loop.run(n, m, arrays, offsets, inner, outer, params);
      after = before + 1;
    } else {
      after = runInPieces(loop, n, m, arrays, offsets, inner, outer, params, before);
    }
    if (before < COLD_CALLS) {
      calls = after;
    }
  }

  /// Runs a cold loop, and returns how often it was called by then.
  private static int runInPieces(
      Loop loop,
      int n,
      int m,
      Object[] arrays,
      int[] offsets,
      int[] inner,
      int[] outer,
      long[] params,
      int calls) {
    int[] from = new int[offsets.length];
    int call = calls;
    int height;
    for (int r = 0; r < m; r += height) {
      height = Math.min(m - r, Math.max(1, piece(call) / n));
      int width;
      for (int i = 0; i < n; i += width) {
        width = Math.min(n - i, piece(call++));
        for (int k = 0; k < from.length; k++) {
          from[k] = offsets[k] + i * inner[k] + r * outer[k];
        }
        loop.run(width, height, arrays, from, inner, outer, params);
      }
    }
    return call;
  }

  private int runInBlocks(
      int n,
      int m,
      Object[] arrays,
      int[] offsets,
      int[] inner,
      int[] outer,
      long[] params,
      int calls) {
    int part = Math.min(piece(calls), block);
    if (n <= part) {
      int height = Math.min(m, part / n);
      Calls all = new Calls(arrays, offsets, inner, outer, n, height);
      for (int r = 0; r < m; r += height) {
        all.run(0, r, n, Math.min(height, m - r), params);
      }
      return calls + m / height;
    }
    int most = Math.min(n, block);
    int call = calls;
    Calls all = new Calls(arrays, offsets, inner, outer, most, 1);
    for (int r = 0; r < m; r++) {
      for (int i = 0; i < n; i += part) {
        part = Math.min(most, piece(call++));
        all.run(i, r, Math.min(part, n - i), 1, params);
      }
    }
    return call;
  }

  /// // Note [Pieces of a cold loop] The JVM counts calls, and compiled code is picked up at the
  /// next call: so a loop that is not compiled yet is called with few elements. 32 are enough for
  /// the first compiler to begin; it counts 600 calls of what it made before it asks for the
  /// optimising one. Until that is done, 256 at a time are not noticeably slower than all at once.
  private static int piece(int calls) {
    return calls < FIRST_CALLS ? 32 : calls < COLD_CALLS ? 256 : Integer.MAX_VALUE;
  }

  /// The arguments of every step's calls, reused from block to block.
  private final class Calls {
    private final int[] callerOffsets;
    private final Object[][] arrays;
    private final int[][] offsets;
    private final int[][] inner;
    private final int[][] outer;

    Calls(
        Object[] callerArrays,
        int[] callerOffsets,
        int[] callerInner,
        int[] callerOuter,
        int width,
        int height) {
      this.callerOffsets = callerOffsets;
      int count = steps.size();
      arrays = new Object[count][];
      offsets = new int[count][];
      inner = new int[count][];
      outer = new int[count][];
      Object[] temporary = new Object[temporaries.size()];
      for (int t = 0; t < temporary.length; t++) {
        Operand operand = temporaries.get(t);
        int padding = width * height < block / 2 ? 0 : STAGGER / operand.dtype().itemSize();
        temporary[t] = operand.allocate(width * height + lanes - 1 + padding);
      }
      for (int s = 0; s < count; s++) {
        int[] meant = steps.get(s).arrays;
        arrays[s] = new Object[meant.length];
        offsets[s] = new int[meant.length];
        inner[s] = new int[meant.length];
        outer[s] = new int[meant.length];
        for (int k = 0; k < meant.length; k++) {
          int array = meant[k];
          boolean caller = array < callers;
          arrays[s][k] = caller ? callerArrays[array] : temporary[array - callers];
          inner[s][k] = caller ? callerInner[array] : 1;
          outer[s][k] = caller ? callerOuter[array] : 0;
        }
      }
    }

    void run(int i, int r, int n, int m, long[] params) {
      for (int s = 0; s < arrays.length; s++) {
        Step step = steps.get(s);
        int[] meant = step.arrays;
        for (int k = 0; k < meant.length; k++) {
          if (meant[k] < callers) {
            offsets[s][k] = callerOffsets[meant[k]] + i * inner[s][k] + r * outer[s][k];
          } else {
            outer[s][k] = n;
          }
        }
        boolean dense = step.isDense(callers);
        int width = dense ? (n * m + lanes - 1) / lanes * lanes : n;
        int height = dense ? 1 : m;
        step.loop.run(width, height, arrays[s], offsets[s], inner[s], outer[s], params);
      }
    }
  }
}
