package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.memory.Elements;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;

/// Evenly spaced values: arange, linspace, logspace.
///
/// Every element is computed from its index, not from its neighbour, so errors do not add up.
final class Ranges {
  private Ranges() {}

  static Tensor arange(long start, long end, long step, DType dtype) {
    String call = "arange(" + start + ", " + end + ", " + step + ")";
    checkDirection(Long.signum(step), Long.compare(end, start), call);
    long count;
    try {
      count = Math.ceilDiv(Math.subtractExact(end, start), step);
    } catch (ArithmeticException _) {
      throw tooMany(call);
    }
    Storage storage = Storage.allocate(dtype, count);
    int scale = dtype.isComplex() ? 2 : 1;
    for (int i = 0; i < count; i++) {
      Elements.setLong(storage, dtype, scale * i, start + step * i);
    }
    return Tensor.wrap(storage, Layout.contiguous(count), dtype);
  }

  static Tensor arange(double start, double end, double step, DType dtype) {
    String call = "arange(" + text(start) + ", " + text(end) + ", " + text(step) + ")";
    if (!Double.isFinite(start) || !Double.isFinite(end)) {
      throw new GradusArgumentException(
          "unsupported range: " + text(start) + " -> " + text(end) + "\n" + call);
    }
    if (dtype.isIntegral()) {
      return arange((long) start, (long) end, (long) step, dtype);
    }
    checkDirection(sign(step), sign(end - start), call);
    double count = Math.ceil((end - start) / step);
    if (!(count >= 0 && count < 0x1p63)) {
      throw tooMany(call);
    }
    Storage storage = Storage.allocate(dtype, (long) count);
    int scale = dtype.isComplex() ? 2 : 1;
    for (int i = 0; i < count; i++) {
      Elements.setDouble(storage, dtype, scale * i, start + step * i);
    }
    return Tensor.wrap(storage, Layout.contiguous((long) count), dtype);
  }

  private static void checkDirection(int step, int way, String call) {
    if (step == 0) {
      throw new GradusArgumentException("step must be nonzero\n" + call);
    }
    if (step * way < 0) {
      throw new GradusArgumentException(
          "upper bound and lower bound inconsistent with step sign\n"
              + call
              + " never gets from start to end; change the sign of the step.");
    }
  }

  // 0 for nan too, unlike Math.signum.
  private static int sign(double v) {
    return v > 0 ? 1 : v < 0 ? -1 : 0;
  }

  private static GradusArgumentException tooMany(String call) {
    return new GradusArgumentException("invalid size, possible overflow?\n" + call);
  }

  static Tensor linspace(double start, double end, long steps, DType dtype) {
    Spaced spaced = Spaced.of(start, end, steps, dtype);
    return tabulated(steps, dtype, spaced::at);
  }

  static Tensor logspace(double start, double end, long steps, double base, DType dtype) {
    Spaced spaced = Spaced.of(start, end, steps, dtype);
    return tabulated(steps, dtype, i -> StrictMath.pow(base, spaced.at(i)));
  }

  static Tensor linspace(Complex start, Complex end, long steps, DType dtype) {
    if (!dtype.isComplex()) {
      return linspace(start.re(), end.re(), steps, dtype);
    }
    Spaced re = Spaced.of(start.re(), end.re(), steps, dtype);
    Spaced im = Spaced.of(start.im(), end.im(), steps, dtype);
    return tabulated(steps, dtype, re::at, im::at);
  }

  static Tensor logspace(Complex start, Complex end, long steps, double base, DType dtype) {
    if (!dtype.isComplex()) {
      return logspace(start.re(), end.re(), steps, base, dtype);
    }
    Spaced re = Spaced.of(start.re(), end.re(), steps, dtype);
    Spaced im = Spaced.of(start.im(), end.im(), steps, dtype);
    // base^(a + i b) turns by b log |base|, and by a half turns of a negative base.
    double log = StrictMath.log(Math.abs(base));
    double turn = base < 0 ? Math.PI : 0;
    Value size = i -> StrictMath.exp(re.at(i) * log - im.at(i) * turn);
    Value angle = i -> im.at(i) * log + re.at(i) * turn;
    Value real = i -> StrictMath.pow(base, re.at(i));
    return tabulated(
        steps,
        dtype,
        i -> angle.at(i) == 0 ? real.at(i) : size.at(i) * StrictMath.cos(angle.at(i)),
        i -> angle.at(i) == 0 ? 0 : size.at(i) * StrictMath.sin(angle.at(i)));
  }

  private interface Value {
    double at(long i);
  }

  private static Tensor tabulated(long steps, DType dtype, Value value) {
    Storage storage = Storage.allocate(dtype, steps);
    int scale = dtype.isComplex() ? 2 : 1;
    for (int i = 0; i < steps; i++) {
      Elements.setDouble(storage, dtype, scale * i, value.at(i));
    }
    return Tensor.wrap(storage, Layout.contiguous(steps), dtype);
  }

  private static Tensor tabulated(long steps, DType dtype, Value re, Value im) {
    Storage storage = Storage.allocate(dtype, steps);
    for (int i = 0; i < steps; i++) {
      Elements.setDouble(storage, dtype, 2 * i, re.at(i));
      Elements.setDouble(storage, dtype, 2 * i + 1, im.at(i));
    }
    return Tensor.wrap(storage, Layout.contiguous(steps), dtype);
  }

  /// Values from both ends towards the middle, so that both ends are exact and a symmetric range
  /// has symmetric values.
  private record Spaced(double start, double end, double step, long steps, boolean single) {
    static Spaced of(double start, double end, long steps, DType dtype) {
      if (steps < 0) {
        throw new GradusArgumentException(
            "number of steps must be non-negative\nlinspace: steps is " + steps + ".");
      }
      boolean single = dtype.toReal() == DType.FLOAT32 || dtype.itemSize() == 2;
      double from = start;
      double to = end;
      if (dtype.isIntegral()) {
        single = false;
        from = (long) start;
        to = (long) end;
      }
      double gaps = (double) (steps - 1);
      double step = single ? ((float) to - (float) from) / (float) gaps : (to - from) / gaps;
      return new Spaced(from, to, step, steps, single);
    }

    // float32 is computed in float32, where PyTorch computes it.
    double at(long i) {
      boolean first = i < steps / 2 || steps == 1;
      long n = first ? i : steps - 1 - i;
      if (n == 0) {
        return first ? start : end;
      }
      if (single) {
        float part = (float) step * (float) n;
        return first ? (float) start + part : (float) end - part;
      }
      return first ? start + step * (double) n : end - step * (double) n;
    }
  }

  private static String text(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
