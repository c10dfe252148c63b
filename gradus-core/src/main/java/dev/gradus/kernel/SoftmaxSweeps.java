package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Formulas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The exponentials of [SoftmaxRows] and their sums in one pass of vectors, with the bits of the
/// plain ones: rows less their largest elements, or the exponentials of that, are stored.
final class SoftmaxSweeps {
  // By number: those of double from 2 on, odd ones with logarithms. They make nothing until asked.
  private static final SoftmaxSweeps[] ALL = {
    new SoftmaxSweeps(Compute.FLOAT, false),
    new SoftmaxSweeps(Compute.FLOAT, true),
    new SoftmaxSweeps(Compute.DOUBLE, false),
    new SoftmaxSweeps(Compute.DOUBLE, true),
  };

  private final Compute compute;
  private final boolean log;

  /// Whether somebody has asked before.
  private boolean known;

  /// For rows whose exponentials are normal numbers.
  private volatile @Nullable Sweep near;

  /// For any rows: made late, because most programs have none.
  private volatile @Nullable Sweep any;

  SoftmaxSweeps(Compute compute, boolean log) {
    this.compute = compute;
    this.log = log;
  }

  private Sweep near() {
    Sweep made = near;
    return made != null ? made : makeNear();
  }

  private synchronized Sweep makeNear() {
    Sweep made = near;
    if (made == null) {
      Expr below = below();
      made = sweep(below, Formulas.normalExp(below, compute));
      near = made;
    }
    return made;
  }

  private static Expr below() {
    return Expr.x(0).sub(Expr.x(1));
  }

  private synchronized Sweep any() {
    Sweep made = any;
    if (made == null) {
      Expr below = below();
      made = sweep(below, Formulas.lower(below.exp(), compute));
      any = made;
    }
    return made;
  }

  private Sweep sweep(Expr below, Expr power) {
    return Sweep.of(compute, List.of(log ? below : power), List.of(power), 2, 2);
  }

  static SoftmaxSweeps of(DType dtype, boolean log) {
    return ALL[(dtype == DType.FLOAT64 ? 2 : 0) + (log ? 1 : 0)];
  }

  /// Whether the loop for near rows is compiled; `work` elements count as done without it where
  /// not.
  boolean ready(long work) {
    if (!known) {
      known = true; // The first call has enough to do, and formulas take it 5 ms.
      return false;
    }
    return near().ready(work);
  }

  /// Uses all loops from now on, compiled or not, for tests.
  void force() {
    known = true;
    near().force();
    any().force();
  }

  /// Fills `m` rows of `y` from `to` on and the sums of their exponentials. Does nothing and is
  /// false if the loop that they need is not compiled.
  ///
  /// @param isNear whether all rows are near
  boolean run(
      boolean isNear, int n, int m, Object x, int at, Object tops, Object y, int to, Object sums) {
    Sweep sweep = isNear ? near() : any();
    if (!isNear && !sweep.ready((long) n * m)) {
      return false;
    }
    Object[] arrays = {y, sums, x, tops};
    int[] offsets = {to, 0, at, 0};
    int[] steps = {n, 1, n, 1};
    sweep.reduce(n, m, arrays, offsets, steps);
    return true;
  }
}
