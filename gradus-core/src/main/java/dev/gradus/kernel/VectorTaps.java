package dev.gradus.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// [TapLoops] on the Vector API, each kernel as soon as it is compiled.
///
/// Before that and where there are no vectors, the plain loops give the same bits; but of sums over
/// places only where everything is finite, because what is between the rows of `g` is multiplied
/// here.
final class VectorTaps implements TapLoops {
  /// Taps whose weights stay in registers.
  private static final int MOST = 9;

  private final boolean wide;
  private final TapLoops plain;
  private final List<Compiled<TapKernel>> starting = new ArrayList<>();
  private final List<Compiled<TapKernel>> adding = new ArrayList<>();
  private final Compiled<TapKernel> two;
  private final Compiled<TapKernel> four;
  private final Compiled<TapKernel> dots;

  private VectorTaps(boolean wide, TapLoops plain) {
    this.wide = wide;
    this.plain = plain;
    for (int depth = 1; depth <= MOST; depth++) {
      int taps = depth;
      starting.add(compiled(bits -> TapRowGenerator.generate(wide, bits, taps, true), taps, 1));
      adding.add(compiled(bits -> TapRowGenerator.generate(wide, bits, taps, false), taps, 1));
    }
    // Sums, what is seen and a weight fit into 16 registers, too.
    this.two = compiled(bits -> TapGenerator.generate(wide, bits, 2, 4), MOST, 2);
    this.four =
        compiled(bits -> TapGenerator.generate(wide, bits, 4, bits >= 512 ? 4 : 2), MOST, 4);
    this.dots = compiled(bits -> TapDotsGenerator.generate(wide, bits), TOGETHER, 1);
  }

  private static final VectorTaps FLOATS = new VectorTaps(false, new FloatTaps());

  /// Apart, since most programs need none.
  private static final class Doubles {
    private static final VectorTaps TAPS = new VectorTaps(true, new DoubleTaps());
  }

  /// The loops for arrays like this one.
  static VectorTaps of(Object type) {
    return type instanceof double[] ? Doubles.TAPS : FLOATS;
  }

  /// The plain loops for the same arrays.
  TapLoops plain() {
    return plain;
  }

  /// Compiles everything now.
  void warmUp() {
    starting.forEach(Compiled::now);
    adding.forEach(Compiled::now);
    two.now();
    four.now();
    dots.now();
  }

  @Override
  public void sums(
      int count,
      int rows,
      int first,
      int end,
      Object a,
      int ao,
      int[] taps,
      Object x,
      Object y,
      int row) {
    int depth = end - first;
    long work = (long) count * rows * depth;
    if (rows > 1 && first == 0) {
      TapKernel kernel = (rows == 2 ? two : four).ready(work);
      if (kernel != null) {
        kernel.run(count, depth, a, ao, taps, x, y, row);
        return;
      }
    }
    if (rows > 1 || depth == 0) {
      plain.sums(count, rows, first, end, a, ao, taps, x, y, row);
      return;
    }
    // As equal as possible.
    int parts = Math.ceilDiv(depth, MOST);
    for (int part = 0, t = first; part < parts; part++) {
      int own = Math.ceilDiv(end - t, parts - part);
      TapKernel kernel = (t == 0 ? starting : adding).get(own - 1).ready((long) count * own);
      if (kernel != null) {
        kernel.run(count, t, a, ao, taps, x, y, row);
      } else {
        plain.sums(count, 1, t, t + own, a, ao, taps, x, y, row);
      }
      t += own;
    }
  }

  @Override
  public void dots(
      int[] extent,
      int pitch,
      int slice,
      int[] taps,
      int first,
      Object g,
      Object x,
      Object acc,
      int ao) {
    int count = (extent[0] - 1) * slice + (extent[1] - 1) * pitch + extent[2];
    TapKernel kernel = dots.ready((long) count * TOGETHER);
    if (kernel != null) {
      kernel.run(count, first, g, 0, taps, x, acc, ao + LANES * first);
    } else {
      plain.dots(extent, pitch, slice, taps, first, g, x, acc, ao);
    }
  }

  private static final int WARM_COUNT = 512;

  private Compiled<TapKernel> compiled(IntFunction<TapKernel> maker, int depth, int rows) {
    return new Compiled<>(maker, kernel -> exercise(kernel, depth, rows));
  }

  private WarmUp.Exercise exercise(TapKernel kernel, int depth, int rows) {
    Object x = array(2 * WARM_COUNT);
    Object y = array(rows * WARM_COUNT);
    int[] taps = new int[depth];
    for (int t = 0; t < depth; t++) {
      taps[t] = 3 * t;
    }
    int number = rows == 1 ? 0 : depth;
    int row = rows == 1 ? 0 : WARM_COUNT;
    return new WarmUp.Exercise(
        () -> kernel.run(WARM_COUNT, number, x, 0, taps, x, y, row),
        WARM_COUNT / (wide ? 8 : 16) * (2 * depth + 2) * rows);
  }

  private Object array(int length) {
    return wide ? new double[length] : new float[length];
  }
}
