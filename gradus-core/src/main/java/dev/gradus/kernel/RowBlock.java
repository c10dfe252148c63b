package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some rows of a [RowNorm] at a time, small enough for the nearest caches: measured one by one,
/// then normalised or differentiated together by compiled loops. An instance serves one thread.
///
/// @param <A> `float[]` or `double[]`
final class RowBlock<A> {
  /// Elements of a block.
  private static final int BLOCK = 4096;

  private static final Expr X = Expr.x(0);
  private static final long[] NONE = {};

  /// Of elements, firsts, shifts, scales, weights and biases.
  private static final Expr FINISH =
      X.sub(Expr.x(1)).sub(Expr.x(2)).mul(Expr.x(3)).mul(Expr.x(4)).add(Expr.x(5));

  private static final PointwiseLoop FLOAT_FINISH = loop(Compute.FLOAT, FINISH);
  private static final PointwiseLoop DOUBLE_FINISH = loop(Compute.DOUBLE, FINISH);

  /// Of elements, firsts, shifts, scales, weights, gradients and two means.
  private static final Expr SLOPE = slope();

  private static final PointwiseLoop FLOAT_SLOPE = loop(Compute.FLOAT, SLOPE);
  private static final PointwiseLoop DOUBLE_SLOPE = loop(Compute.DOUBLE, SLOPE);

  /// The same, and gradients by what is standardised, as weights have them.
  private static final List<Expr> SLOPES = List.of(SLOPE, Expr.x(5).mul(standard()));

  private static final PointwiseLoop FLOAT_SLOPES = loop(Compute.FLOAT, SLOPES);
  private static final PointwiseLoop DOUBLE_SLOPES = loop(Compute.DOUBLE, SLOPES);

  private final RowNorm of;
  private final NormLoops<A> loops;
  private final boolean wide;
  private final boolean narrow;
  private final A weights;
  private final int weightStep;
  private final Moments moments;

  /// How many rows at most.
  final int height;

  private final A firsts;
  private final A shifts;
  private final A scales;
  private final A means;
  private final A shares;
  private final double[] fullMeans;

  // Two sums of each row.
  private final A pairs;

  // Where the elements of the block are.
  private A elements;
  private int at;

  // For elements of two bytes.
  private final A own;

  // For gradients: what arrived, of two bytes, and what weights get of it.
  private @Nullable Slopes<A> slopes;
  private @Nullable A ownArrived;
  private @Nullable A products;

  RowBlock(RowNorm of, NormLoops<A> loops, @Nullable Object w) {
    this.of = of;
    this.loops = loops;
    this.wide = of.dtype() == DType.FLOAT64;
    this.narrow = of.dtype().itemSize() == 2;
    this.weights = w == null ? loops.ones(1) : loops.cast(w);
    this.weightStep = w == null ? 0 : 1;
    this.moments = new Moments(of.centred());
    this.height = Math.clamp(BLOCK / of.n(), 1, Math.max(1, of.rows()));
    this.firsts = loops.row(height);
    this.shifts = loops.row(height);
    this.scales = loops.row(height);
    this.means = loops.row(height);
    this.shares = loops.row(height);
    this.fullMeans = new double[height];
    this.pairs = loops.row(2 * height);
    this.own = loops.row(narrow ? height * of.n() : 0);
    this.elements = own;
  }

  private static Expr standard() {
    return X.sub(Expr.x(1)).sub(Expr.x(2)).mul(Expr.x(3));
  }

  private static Expr slope() {
    Expr v = Expr.x(5).mul(Expr.x(4));
    return v.sub(Expr.x(6)).sub(Expr.x(7).mul(standard())).mul(Expr.x(3));
  }

  private static PointwiseLoop loop(Compute compute, Expr e) {
    return loop(compute, List.of(e));
  }

  private static PointwiseLoop loop(Compute compute, List<Expr> outputs) {
    DType type = compute == Compute.FLOAT ? DType.FLOAT32 : DType.FLOAT64;
    int inputs = outputs.contains(FINISH) ? 6 : 8;
    return PointwiseLoop.compile(
        outputs,
        compute,
        Collections.nCopies(outputs.size(), type).toArray(DType[]::new),
        Collections.nCopies(inputs, type).toArray(DType[]::new));
  }

  private void take(Object x, int from, int m) {
    if (narrow) {
      loops.load(of.dtype(), x, from, m * of.n(), own, 0);
    } else {
      elements = loops.cast(x);
      at = from;
    }
  }

  /// Takes `m` rows and measures each.
  void measure(Object x, int from, int m, double eps) {
    take(x, from, m);
    DistanceLoops together = Distances.choose(wide, of.n(), (long) m * of.n());
    if (together != null) {
      measureTogether(together, m, eps);
      return;
    }
    for (int i = 0; i < m; i++) {
      moments.measure(loops, elements, at + i * of.n(), of.n(), eps);
      put(i, moments.first, moments.scale);
    }
  }

  private void measureTogether(DistanceLoops loop, int m, double eps) {
    int n = of.n();
    for (int i = 0; i < m; i++) {
      double guess = moments.guess(loops, elements, at + i * n, n);
      fullMeans[i] = guess;
      loops.set(pairs, 2 * i, guess);
    }
    loop.sums(m, n / LaneLoops.LANES, elements, at, n, pairs, 0);
    for (int i = 0; i < m; i++) {
      double sum = loops.get(pairs, 2 * i);
      double squares = loops.get(pairs, 2 * i + 1);
      moments.measured(loops, elements, at + i * n, n, eps, fullMeans[i], sum, squares);
      put(i, moments.first, moments.scale);
    }
  }

  private void put(int i, double first, double scale) {
    loops.set(firsts, i, first);
    loops.set(shifts, i, of.centred() ? moments.shift : 0);
    loops.set(scales, i, scale);
    fullMeans[i] = moments.mean;
  }

  double mean(int i) {
    return fullMeans[i];
  }

  double scale(int i) {
    return loops.get(scales, i);
  }

  /// Writes the normalised rows to `y[to…]`.
  void finish(A biases, int biasStep, Object y, int to, int m) {
    int n = of.n();
    Object target = narrow ? own : y;
    if (!wide && weightStep == 1 && biasStep == 1 && FloatRowFinish.isReady((long) m * n)) {
      FloatRowFinish.rows(
          (float[]) elements,
          at,
          (float[]) target,
          narrow ? 0 : to,
          n,
          m,
          (float[]) firsts,
          (float[]) shifts,
          (float[]) scales,
          (float[]) weights,
          (float[]) biases);
    } else {
      finishInLoops(biases, biasStep, target, narrow ? 0 : to, m);
    }
    if (narrow) {
      loops.store(own, 0, m * n, of.dtype(), y, to);
    }
  }

  private void finishInLoops(A biases, int biasStep, Object target, int to, int m) {
    int n = of.n();
    (wide ? DOUBLE_FINISH : FLOAT_FINISH)
        .rows(
            n,
            m,
            new Object[] {target, elements, firsts, shifts, scales, weights, biases},
            new int[] {to, at, 0, 0, 0, 0, 0},
            new int[] {1, 1, 0, 0, 0, weightStep, biasStep},
            new int[] {n, n, 1, 1, 1, 0, 0},
            NONE);
  }

  /// Writes the gradient by `m` rows to `dx[to…]` and adds those by weights and biases.
  ///
  /// @param from where the rows begin in `x`
  /// @param go where what arrived begins in `g`
  /// @param mean of all rows, with few digits; so their factors
  /// @param r which row is the first
  void slope(
      Object x,
      int from,
      Object g,
      int go,
      int m,
      A mean,
      A scale,
      int r,
      @Nullable A ofWeights,
      @Nullable A ofBiases,
      Object dx,
      int to) {
    int n = of.n();
    take(x, from, m);
    A arrived = loops.cast(narrow ? arrived(g, go, m) : g);
    int gat = narrow ? 0 : go;
    for (int i = 0; i < m; i++) {
      loops.set(firsts, i, of.centred() ? loops.get(mean, r + i) : 0);
      loops.set(scales, i, loops.get(scale, r + i));
    }
    measure(arrived, gat, m);
    A target = loops.cast(narrow ? own : dx);
    int start = narrow ? 0 : to;
    if (ofWeights != null && ofBiases != null) {
      A rows = products();
      Object[] arrays = {
        target, rows, elements, firsts, shifts, scales, weights, arrived, means, shares
      };
      (wide ? DOUBLE_SLOPES : FLOAT_SLOPES)
          .rows(
              n,
              m,
              arrays,
              new int[] {start, 0, at, 0, 0, 0, 0, gat, 0, 0},
              new int[] {1, 1, 1, 0, 0, 0, weightStep, 1, 0, 0},
              new int[] {n, n, n, 1, 1, 1, 0, n, 1, 1},
              NONE);
      loops.addRows(rows, 0, m, n, ofWeights);
      loops.addRows(arrived, gat, m, n, ofBiases);
    } else {
      Object[] arrays = {target, elements, firsts, shifts, scales, weights, arrived, means, shares};
      (wide ? DOUBLE_SLOPE : FLOAT_SLOPE)
          .rows(
              n,
              m,
              arrays,
              new int[] {start, at, 0, 0, 0, 0, gat, 0, 0},
              new int[] {1, 1, 0, 0, 0, weightStep, 1, 0, 0},
              new int[] {n, n, 1, 1, 1, 0, n, 1, 1},
              NONE);
    }
    if (narrow) {
      loops.store(own, 0, m * n, of.dtype(), dx, to);
    }
  }

  /// Fills shifts, means and shares of `m` rows.
  private void measure(A arrived, int gat, int m) {
    int n = of.n();
    Slopes<A> sums = slopes;
    if (sums == null) {
      sums = new Slopes<>(of.dtype(), loops, height, weightStep == 0 ? null : weights);
      slopes = sums;
    }
    sums.measure(elements, at, n, arrived, gat, n, firsts, 1, n, m);
    for (int i = 0; i < m; i++) {
      double shift = of.centred() ? sums.off(i) / n : 0;
      double even = sums.total(i) / n;
      loops.set(shifts, i, shift);
      loops.set(means, i, of.centred() ? even : 0);
      loops.set(shares, i, scale(i) * (sums.product(i) / n - shift * even));
    }
  }

  private A arrived(Object g, int go, int m) {
    A copy = ownArrived;
    if (copy == null) {
      copy = loops.row(height * of.n());
      ownArrived = copy;
    }
    loops.load(of.dtype(), g, go, m * of.n(), copy, 0);
    return copy;
  }

  private A products() {
    A rows = products;
    if (rows == null) {
      rows = loops.row(height * of.n());
      products = rows;
    }
    return rows;
  }
}
