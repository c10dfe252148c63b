package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the gradient of a normalisation has to know of rows of elements `x` and gradients `g`: the
/// sums of `x - c`, of `v` and of `v · (x - c)`, where `v` is `g`, weighed or not, and `c` a number
/// near the mean. One pass; each sum has the tree of Note [The tree of a sum].
///
/// An instance serves one thread.
///
/// @param <A> `float[]` or `double[]`
final class Slopes<A> {
  /// Rows shorter than this are not worth a sweep.
  private static final int SWEPT = 64;

  private static final Sweep FLOAT = sweep(Compute.FLOAT, false);
  private static final Sweep FLOAT_WEIGHED = sweep(Compute.FLOAT, true);
  private static final Sweep DOUBLE = sweep(Compute.DOUBLE, false);
  private static final Sweep DOUBLE_WEIGHED = sweep(Compute.DOUBLE, true);

  private final NormLoops<A> loops;
  private final Sweep sweep;
  private final @Nullable A weights;
  private final A offs;
  private final A totals;
  private final A products;

  /// @param height how many rows there are at most
  /// @param weights those of the columns; null for ones
  Slopes(DType dtype, NormLoops<A> loops, int height, @Nullable A weights) {
    this.loops = loops;
    this.weights = weights;
    this.offs = loops.row(height);
    this.totals = loops.row(height);
    this.products = loops.row(height);
    if (dtype == DType.FLOAT64) {
      this.sweep = weights == null ? DOUBLE : DOUBLE_WEIGHED;
    } else {
      this.sweep = weights == null ? FLOAT : FLOAT_WEIGHED;
    }
  }

  // Of elements, numbers near the mean, gradients and weights.
  private static Sweep sweep(Compute compute, boolean weighed) {
    Expr off = Expr.x(0).sub(Expr.x(1));
    Expr v = weighed ? Expr.x(2).mul(Expr.x(3)) : Expr.x(2);
    return Sweep.of(compute, List.of(), List.of(off, v, v.mul(off)), weighed ? 4 : 3, 2);
  }

  /// Uses the sweeps from now on, compiled or not, for tests.
  static void force() {
    for (Sweep each : List.of(FLOAT, FLOAT_WEIGHED, DOUBLE, DOUBLE_WEIGHED)) {
      each.force();
    }
  }

  /// Goes through `m` rows of `n` elements.
  ///
  /// @param xStep how far apart the rows of `x` are; so `gStep`
  /// @param c a number for each row; the same one where `cStep` is 0
  void measure(A x, int at, int xStep, A g, int go, int gStep, A c, int cStep, int n, int m) {
    if (n < SWEPT || !sweep.ready((long) n * m)) {
      plain(x, at, xStep, g, go, gStep, c, cStep, n, m);
    } else {
      sweep(x, at, xStep, g, go, gStep, c, cStep, n, m);
    }
  }

  void sweep(A x, int at, int xStep, A g, int go, int gStep, A c, int cStep, int n, int m) {
    Object[] arrays = {offs, totals, products, x, c, g, weights};
    int[] offsets = {0, 0, 0, at, 0, go, 0};
    int[] steps = {1, 1, 1, xStep, cStep, gStep, 0};
    int operands = weights == null ? arrays.length - 1 : arrays.length;
    sweep.reduce(
        n,
        m,
        Arrays.copyOf(arrays, operands),
        Arrays.copyOf(offsets, operands),
        Arrays.copyOf(steps, operands));
  }

  void plain(A x, int at, int xStep, A g, int go, int gStep, A c, int cStep, int n, int m) {
    A d = loops.row(n);
    A v = loops.row(n);
    A dv = loops.row(n);
    for (int r = 0; r < m; r++) {
      System.arraycopy(x, at + r * xStep, d, 0, n);
      System.arraycopy(g, go + r * gStep, v, 0, n);
      if (weights != null) {
        loops.weigh(v, weights, n);
      }
      loops.spread(d, loops.get(c, r * cStep), v, dv, n);
      loops.set(offs, r, loops.total(d, n));
      loops.set(totals, r, loops.total(v, n));
      loops.set(products, r, loops.total(dv, n));
    }
  }

  /// The sum of the distances from `c` in row `r`.
  double off(int r) {
    return loops.get(offs, r);
  }

  double total(int r) {
    return loops.get(totals, r);
  }

  double product(int r) {
    return loops.get(products, r);
  }
}
