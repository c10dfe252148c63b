package dev.gradus.kernel;

import java.util.ArrayList;
import java.util.List;

/// Compiled passes for one layout, run one after the other over blocks small enough that the
/// temporaries between them stay in the first-level cache.
///
/// In a *staged* plan every operand of the caller is copied to or from a temporary by a pass of its
/// own, so that the passes in between see contiguous memory of the computing type; that is how
/// vector loops reach strided operands.
final class LoopPlan {
  /// Elements per block: sixteen temporaries of eight bytes would just about fill 64 KiB.
  private static final int BLOCK = 1024;

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

  private final int callers;
  private final List<Step> steps;
  private final List<Operand> temporaries;
  private final int lanes;

  LoopPlan(int callers, List<Step> steps, List<Operand> temporaries, int lanes) {
    this.callers = callers;
    this.steps = List.copyOf(steps);
    this.temporaries = List.copyOf(temporaries);
    this.lanes = lanes;
  }

  /// A plan of scalar loops.
  static LoopPlan scalar(Program program, Layout layout) {
    ProgramCutter.Passes passes = ProgramCutter.cut(program, Kernels.SCALAR_LIMIT);
    int callers = program.operandCount();
    List<Step> steps = new ArrayList<>();
    for (ProgramCutter.Pass pass : passes.passes()) {
      Loop loop = LoopCompiler.scalar(pass.program, layout.of(pass.arrays, callers));
      steps.add(new Step(loop, pass.arrays));
    }
    return new LoopPlan(callers, steps, passes.temporaries(), 1);
  }

  /// Runs `m` rows of `n` elements, at most `most` elements per call of a loop.
  void run(
      int n,
      int m,
      Object[] arrays,
      int[] offsets,
      int[] inner,
      int[] outer,
      long[] params,
      int most) {
    boolean direct = temporaries.isEmpty();
    int block = direct ? most : Math.min(most, BLOCK);
    if (direct && (long) n * m <= block) {
      steps.get(0).loop.run(n, m, arrays, offsets, inner, outer, params);
      return;
    }
    int width = Math.min(n, block);
    int height = Math.min(m, Math.max(1, block / width));
    Calls calls = new Calls(arrays, offsets, inner, outer, width, height);
    for (int r = 0; r < m; r += height) {
      for (int i = 0; i < n; i += width) {
        calls.run(i, r, Math.min(width, n - i), Math.min(height, m - r), params);
      }
    }
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
      int room = width * height + lanes - 1;
      for (int t = 0; t < temporary.length; t++) {
        temporary[t] = temporaries.get(t).allocate(room);
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
