package dev.gradus.kernel;

import org.jspecify.annotations.Nullable;

/// One layout's loops.
final class TieredLoop {
  private final Program program;
  private final Layout layout;
  private volatile @Nullable LoopPlan scalar;

  TieredLoop(Program program, Layout layout) {
    this.program = program;
    this.layout = layout;
  }

  /// Runs `m` rows of `n` elements.
  void run(int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
    scalarPlan().run(n, m, arrays, offsets, inner, outer, params, Integer.MAX_VALUE);
  }

  private LoopPlan scalarPlan() {
    LoopPlan plan = scalar;
    return plan != null ? plan : makeScalar();
  }

  private synchronized LoopPlan makeScalar() {
    LoopPlan plan = scalar;
    if (plan == null) {
      plan = LoopPlan.scalar(program, layout);
      scalar = plan;
    }
    return plan;
  }
}
