package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Formulas;
import java.util.List;

/// The exponentials of [SoftmaxRows] and their sums in one pass of vectors, with the bits of the
/// plain ones: rows less their largest elements, or the exponentials of that, are stored.
final class SoftmaxSweeps {
  private static final SoftmaxSweeps FLOAT = new SoftmaxSweeps(Compute.FLOAT, false);
  private static final SoftmaxSweeps FLOAT_LOG = new SoftmaxSweeps(Compute.FLOAT, true);
  private static final SoftmaxSweeps DOUBLE = new SoftmaxSweeps(Compute.DOUBLE, false);
  private static final SoftmaxSweeps DOUBLE_LOG = new SoftmaxSweeps(Compute.DOUBLE, true);

  /// For rows whose exponentials are normal numbers.
  private final Sweep near;

  /// For any rows: asked for late, because most programs have none.
  private final Sweep any;

  SoftmaxSweeps(Compute compute, boolean log) {
    Expr below = Expr.x(0).sub(Expr.x(1));
    near = sweep(compute, log, below, Formulas.normalExp(below, compute));
    any = sweep(compute, log, below, Formulas.lower(below.exp(), compute));
  }

  private static Sweep sweep(Compute compute, boolean log, Expr below, Expr power) {
    return Sweep.of(compute, List.of(log ? below : power), List.of(power), 2, 2);
  }

  static SoftmaxSweeps of(DType dtype, boolean log) {
    if (dtype == DType.FLOAT64) {
      return log ? DOUBLE_LOG : DOUBLE;
    }
    return log ? FLOAT_LOG : FLOAT;
  }

  /// Whether the loop for near rows is compiled; `work` elements count as done without it where
  /// not.
  boolean ready(long work) {
    return near.ready(work);
  }

  /// Uses all loops from now on, compiled or not, for tests.
  void force() {
    near.force();
    any.force();
  }

  /// Fills `m` rows of `y` from `to` on and the sums of their exponentials. Does nothing and is
  /// false if the loop that they need is not compiled.
  ///
  /// @param isNear whether all rows are near
  boolean run(
      boolean isNear, int n, int m, Object x, int at, Object tops, Object y, int to, Object sums) {
    if (!isNear && !any.ready((long) n * m)) {
      return false;
    }
    Object[] arrays = {y, sums, x, tops};
    int[] offsets = {to, 0, at, 0};
    int[] steps = {n, 1, n, 1};
    (isNear ? near : any).reduce(n, m, arrays, offsets, steps);
    return true;
  }
}
