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

  /// Of elements, firsts, shifts, scales, weights and gradients: what is standardised, and by it
  /// what arrived, weighed or not.
  private static final List<Expr> WEIGH = weigh();

  private static final PointwiseLoop FLOAT_WEIGH = loop(Compute.FLOAT, WEIGH);
  private static final PointwiseLoop DOUBLE_WEIGH = loop(Compute.DOUBLE, WEIGH);

  /// Of what is standardised, weighed gradients, scales and two means.
  private static final Expr SLOPE = Expr.x(1).sub(Expr.x(3)).sub(Expr.x(4).mul(X)).mul(Expr.x(2));

  private static final PointwiseLoop FLOAT_SLOPE = loop(Compute.FLOAT, SLOPE);
  private static final PointwiseLoop DOUBLE_SLOPE = loop(Compute.DOUBLE, SLOPE);

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

  // Where the elements of the block are.
  private A elements;
  private int at;

  // For elements of two bytes, and for gradients.
  private final A own;
  private @Nullable Slope<A> slope;

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
    this.own = loops.row(narrow ? height * of.n() : 0);
    this.elements = own;
  }

  /// What gradients need beyond.
  private record Slope<A>(A standard, A weighed, A products, A unweighed, A arrived) {}

  private static List<Expr> weigh() {
    Expr h = X.sub(Expr.x(1)).sub(Expr.x(2)).mul(Expr.x(3));
    Expr v = Expr.x(5).mul(Expr.x(4));
    return List.of(h, v, v.mul(h), Expr.x(5).mul(h));
  }

  private static PointwiseLoop loop(Compute compute, Expr e) {
    return loop(compute, List.of(e));
  }

  private static PointwiseLoop loop(Compute compute, List<Expr> outputs) {
    DType type = compute == Compute.FLOAT ? DType.FLOAT32 : DType.FLOAT64;
    int inputs = outputs.size() > 1 || outputs.contains(FINISH) ? 6 : 5;
    return PointwiseLoop.compile(
        outputs,
        compute,
        Collections.nCopies(outputs.size(), type).toArray(DType[]::new),
        Collections.nCopies(inputs, type).toArray(DType[]::new));
  }

  private void take(Object x, int from, int m) {
    if (narrow) {
      loops.load(of.dtype(), x, from, 1, m * of.n(), own, 0);
    } else {
      elements = loops.cast(x);
      at = from;
    }
  }

  /// Takes `m` rows and measures each.
  void measure(Object x, int from, int m, double eps) {
    take(x, from, m);
    for (int i = 0; i < m; i++) {
      moments.measure(loops, elements, at + i * of.n(), of.n(), eps);
      put(i, moments.first, moments.scale);
    }
  }

  /// Takes `m` rows whose means and factors are known, the means with few digits.
  void known(Object x, int from, int m, A mean, A scale, int r) {
    take(x, from, m);
    for (int i = 0; i < m; i++) {
      double known = of.centred() ? loops.get(mean, r + i) : 0;
      if (of.centred()) {
        moments.measureAround(loops, elements, at + i * of.n(), of.n(), known);
      }
      put(i, known, loops.get(scale, r + i));
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
      loops.store(own, 0, m * n, of.dtype(), y, to, 1);
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

  /// Writes the gradient by the rows to `dx[to…]` and adds those by weights and biases.
  void slope(
      Object g, int go, int m, @Nullable A ofWeights, @Nullable A ofBiases, Object dx, int to) {
    int n = of.n();
    Slope<A> s = slope;
    if (s == null) {
      int size = height * n;
      s =
          new Slope<>(
              loops.row(size),
              loops.row(size),
              loops.row(size),
              loops.row(size),
              loops.row(narrow ? size : 0));
      slope = s;
    }
    A arrived = s.arrived;
    int gat = 0;
    if (narrow) {
      loops.load(of.dtype(), g, go, 1, m * n, arrived, 0);
    } else {
      arrived = loops.cast(g);
      gat = go;
    }
    (wide ? DOUBLE_WEIGH : FLOAT_WEIGH)
        .rows(
            n,
            m,
            new Object[] {
              s.standard,
              s.weighed,
              s.products,
              s.unweighed,
              elements,
              firsts,
              shifts,
              scales,
              weights,
              arrived
            },
            new int[] {0, 0, 0, 0, at, 0, 0, 0, 0, gat},
            new int[] {1, 1, 1, 1, 1, 0, 0, 0, weightStep, 1},
            new int[] {n, n, n, n, n, 1, 1, 1, 0, n},
            NONE);
    for (int i = 0; i < m; i++) {
      loops.set(means, i, of.centred() ? loops.sum(s.weighed, i * n, (i + 1) * n) / n : 0);
      loops.set(shares, i, loops.sum(s.products, i * n, (i + 1) * n) / n);
    }
    if (ofWeights != null && ofBiases != null) {
      loops.addRows(s.unweighed, 0, m, n, ofWeights);
      loops.addRows(arrived, gat, m, n, ofBiases);
    }
    Object target = narrow ? own : dx;
    (wide ? DOUBLE_SLOPE : FLOAT_SLOPE)
        .rows(
            n,
            m,
            new Object[] {target, s.standard, s.weighed, scales, means, shares},
            new int[] {narrow ? 0 : to, 0, 0, 0, 0, 0},
            new int[] {1, 1, 1, 0, 0, 0},
            new int[] {n, n, n, 1, 1, 1},
            NONE);
    if (narrow) {
      loops.store(own, 0, m * n, of.dtype(), dx, to, 1);
    }
  }
}
