package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import org.jspecify.annotations.Nullable;

/// One set of a [ChannelNorm] at a time: as rows of memory where they are long enough, else
/// gathered. An instance serves one thread.
///
/// @param <A> `float[]` or `double[]`
final class ChannelSet<A> {
  /// The shortest channel that loops with broadcast operands take as it is.
  private static final int LONG = Kernels.SHORT_ROW;

  private final ChannelNorm of;
  private final NormLoops<A> loops;
  private final boolean inPlace;

  /// Elements of a row, rows, and how far apart they are.
  private final int n;

  private final int m;
  private final int step;

  /// How far the numbers of rows are apart: a channel through all samples has one for all.
  private final int each;

  private final A near;
  private final A off;
  private final A factors;
  private final A biases;
  private final A evens;
  private final A shares;
  private final A ownElements;
  private final A ownGradients;

  ChannelSet(ChannelNorm of, NormLoops<A> loops) {
    this.of = of;
    this.loops = loops;
    this.inPlace = of.inner() >= LONG && of.dtype().itemSize() >= 4;
    boolean spread = inPlace && of.across();
    this.n = inPlace ? of.inner() : of.span();
    this.m = spread ? of.samples() : of.parts();
    this.step = spread ? of.groups() * n : n;
    this.each = spread ? 0 : 1;
    this.near = loops.row(1);
    this.off = loops.row(1);
    this.factors = loops.row(of.parts());
    this.biases = loops.row(of.parts());
    this.evens = loops.row(1);
    this.shares = loops.row(1);
    this.ownElements = loops.row(inPlace ? 0 : of.n());
    this.ownGradients = loops.row(inPlace ? 0 : of.n());
  }

  private ChannelLoops written() {
    boolean wide = of.dtype() == DType.FLOAT64;
    return ChannelLoops.of(wide ? DType.FLOAT64 : DType.FLOAT32);
  }

  private int start(int s) {
    return s * of.parts() * of.inner();
  }

  /// The set's elements in `x`, or a copy of them.
  private A take(Object x, int xo, int s, A own) {
    if (inPlace) {
      return loops.cast(x);
    }
    int run = of.parts() * of.inner();
    for (int i = 0; i < (of.across() ? of.samples() : 1); i++) {
      loops.load(of.dtype(), x, xo + (i * of.groups() + s) * run, run, own, i * run);
    }
    return own;
  }

  private void give(Object y, int s) {
    int run = of.parts() * of.inner();
    for (int i = 0; i < (of.across() ? of.samples() : 1); i++) {
      loops.store(ownElements, i * run, run, of.dtype(), y, (i * of.groups() + s) * run);
    }
  }

  private int at(int xo, int s) {
    return inPlace ? xo + start(s) : 0;
  }

  private double weight(@Nullable Object w, int s, int p) {
    return w == null ? 1 : loops.get(loops.cast(w), of.channel(s) + p);
  }

  /// Measures set `s` and writes it.
  void forward(
      Moments moments,
      Object x,
      int xo,
      @Nullable Object w,
      @Nullable Object b,
      double eps,
      Object y,
      int s) {
    A elements = take(x, xo, s, ownElements);
    if (of.across()) {
      moments.measure(loops, elements, at(xo, s), n, m, step, eps);
    } else {
      moments.measure(loops, elements, at(xo, s), of.n(), eps);
    }
    loops.set(near, 0, moments.first);
    loops.set(off, 0, moments.shift);
    for (int p = 0; p < of.parts(); p++) {
      loops.set(factors, p, moments.scale * weight(w, s, p));
      loops.set(biases, p, b == null ? 0 : loops.get(loops.cast(b), of.channel(s) + p));
    }
    Object target = inPlace ? y : ownElements;
    written()
        .finish
        .rows(
            n,
            m,
            new Object[] {target, elements, near, off, factors, biases},
            new int[] {at(0, s), at(xo, s), 0, 0, 0, 0},
            new int[] {1, 1, 0, 0, 0, 0},
            new int[] {step, step, 0, 0, each, each},
            ChannelLoops.NONE);
    if (!inPlace) {
      give(y, s);
    }
  }

  /// Writes the gradient by set `s` and by its weights and biases.
  ///
  /// @param slopes with room for all rows
  void backward(
      Slopes<A> slopes,
      Object g,
      int go,
      Object x,
      int xo,
      double mean,
      double scale,
      @Nullable Object w,
      Object dx,
      A dw,
      A db,
      int s) {
    A gradients = take(g, go, s, ownGradients);
    A elements = take(x, xo, s, ownElements);
    int gat = at(go, s);
    int xat = at(xo, s);
    loops.set(near, 0, mean);
    slopes.measure(elements, xat, step, gradients, gat, step, near, 0, n, m);
    double shift = 0;
    for (int r = 0; r < m; r++) {
      shift += slopes.off(r) / of.n();
    }
    double even = 0;
    double share = 0;
    int rows = m / of.parts();
    for (int p = 0; p < of.parts(); p++) {
      double total = 0;
      double product = 0;
      for (int r = p * rows; r < (p + 1) * rows; r++) {
        total += slopes.total(r);
        product += slopes.product(r);
      }
      double dot = scale * (product - shift * total);
      double weight = weight(w, s, p);
      even += weight * total;
      share += weight * dot;
      loops.set(db, s * of.parts() + p, total);
      loops.set(dw, s * of.parts() + p, dot);
      loops.set(factors, p, scale * weight);
    }
    loops.set(off, 0, shift);
    loops.set(evens, 0, scale * even / of.n());
    loops.set(shares, 0, scale * scale * share / of.n());
    Object target = inPlace ? dx : ownElements;
    written()
        .gradient
        .rows(
            n,
            m,
            new Object[] {target, gradients, elements, near, off, factors, evens, shares},
            new int[] {at(0, s), gat, xat, 0, 0, 0, 0, 0},
            new int[] {1, 1, 1, 0, 0, 0, 0, 0},
            new int[] {step, step, step, 0, 0, each, 0, 0},
            ChannelLoops.NONE);
    if (!inPlace) {
      give(dx, s);
    }
  }

  /// Room for the sums of all rows.
  Slopes<A> slopes() {
    return new Slopes<>(of.dtype(), loops, m, null);
  }
}
