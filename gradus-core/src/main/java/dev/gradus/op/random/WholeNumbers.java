package dev.gradus.op.random;

import static dev.gradus.op.random.Wording.require;

import dev.gradus.Gradus;
import dev.gradus.dtype.DType;
import dev.gradus.dtype.FInfo;
import dev.gradus.dtype.IInfo;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.RandomFill;

/// The forms of `random_`, with their bounds checked.
public final class WholeNumbers {
  private WholeNumbers() {}

  /// From 0 on, as far as the dtype holds all whole numbers exactly.
  public static Filling any(DType dtype) {
    if (dtype.isComplex()) {
      throw Wording.notImplemented("random_kernel_cpu", dtype, "random_");
    }
    return (g, type, y, at, n, _) -> RandomFill.random(g, type, y, at, n);
  }

  /// From `from` up to `to - 1`. Of floating dtypes the bounds move inwards to numbers that the
  /// dtype holds, so that no result is rounded up to `to`.
  public static Filling between(DType dtype, long from, long to) {
    require(
        from < to,
        "random_ expects 'from' to be less than 'to', but got from=" + from + " >= to=" + to,
        "random_: numbers are drawn from 'from' up to 'to' - 1.");
    long low = from;
    long high = to;
    if (dtype.isFloatingPoint()) {
      low = raised(dtype, from);
      high = lowered(dtype, to);
      require(
          low < high,
          "random_ expects 'from' casted to dtype to be less than 'to' casted to dtype, but got"
              + " from="
              + low
              + " >= to="
              + high,
          "random_: " + dtype + " holds no number between " + from + " and " + to + ".");
    }
    checkBounds(dtype, low, high - 1);
    return filling(low, high);
  }

  /// From `from` up to the last number that the dtype holds exactly.
  public static Filling from(DType dtype, long from) {
    if (from == Long.MIN_VALUE) {
      return allBits(dtype);
    }
    if (dtype.isComplex()) {
      throw new GradusArgumentException(
          "random_from_to_impl handles only integral, floating-point and boolean types"
              + "\nrandom_: the dtype is "
              + dtype
              + ".");
    }
    long last = last(dtype);
    long low = from;
    if (dtype.isFloatingPoint()) {
      low = raised(dtype, from);
      require(
          low < last,
          "random_ expects 'from' casted to dtype to be less than or equal to 'to_inc' casted to"
              + " dtype, but got from="
              + low
              + " > to_inc="
              + last,
          "random_: beyond " + last + " " + dtype + " has gaps.");
    }
    checkBounds(dtype, low, last);
    // Wraps around for the whole range of longs: as an unsigned number it is right.
    return filling(low, last + 1);
  }

  private static Filling allBits(DType dtype) {
    if (dtype == DType.FLOAT16 || dtype.isComplex() || dtype.isIntegral() && dtype != DType.INT64) {
      throw new GradusArgumentException(
          "random_full_64_bits_range_kernel_cpu handles only int64, double, float and bfloat16"
              + "\nrandom_: the dtype is "
              + dtype
              + ".");
    }
    return (g, type, y, at, n, _) -> RandomFill.anyBits(g, type, y, at, n);
  }

  private static Filling filling(long low, long high) {
    return (g, type, y, at, n, _) -> RandomFill.randint(g, type, y, at, n, low, high);
  }

  private static long last(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL -> 1;
      case INTEGER -> IInfo.of(dtype).max();
      case FLOATING, COMPLEX -> 1L << digits(dtype);
    };
  }

  private static int digits(DType dtype) {
    return 1 - Math.getExponent(FInfo.of(dtype).eps());
  }

  // What follows `from` and is no less than it in the dtype.
  private static long raised(DType dtype, long from) {
    long next = cast(dtype, from + 1);
    return next < from ? next + gap(dtype, from + 1) : from;
  }

  private static long lowered(DType dtype, long to) {
    long before = cast(dtype, to - 1);
    return before >= to ? before - gap(dtype, to - 1) : to;
  }

  private static long gap(DType dtype, long near) {
    int exponent = 63 - Long.numberOfLeadingZeros(Math.abs(near));
    return 1L << exponent - digits(dtype) + 1;
  }

  private static long cast(DType dtype, long value) {
    return switch (dtype) {
      case FLOAT64 -> (long) (double) value;
      case FLOAT32 -> (long) (float) value;
      default -> (long) Gradus.scalarTensor((double) (float) value, dtype).item();
    };
  }

  private static void checkBounds(DType dtype, long low, long last) {
    if (dtype.isComplex()) {
      throw new GradusArgumentException(
          "check_random_bounds handles only integral, floating-point and boolean types"
              + "\nrandom_: the dtype is "
              + dtype
              + ".");
    }
    checkBound("from", low, dtype);
    checkBound("to - 1", last, dtype);
    if (dtype.isFloatingPoint()) {
      warn("from", low, dtype);
      warn("to - 1", last, dtype);
    }
  }

  private static void checkBound(String name, long value, DType dtype) {
    boolean fits =
        switch (dtype.kind()) {
          case BOOL -> value == 0 || value == 1;
          case INTEGER -> value >= IInfo.of(dtype).min() && value <= IInfo.of(dtype).max();
          case FLOATING, COMPLEX -> Math.abs((double) value) <= FInfo.of(dtype).max();
        };
    require(
        fits,
        name + " is out of bounds for " + Wording.typeName(dtype),
        "random_: " + value + " does not fit into " + dtype + ".");
  }

  private static void warn(String name, long value, DType dtype) {
    int digits = digits(dtype);
    if (Math.abs((double) value) > Math.scalb(1.0, digits)) {
      Gradus.warn(
          "%1$s is out of bounds [-(2^%2$d), 2^%2$d]. Due to precision limitations %3$s can support discrete uniform distribution only within this range. This warning will become an error in version 1.7 release, please fix the code in advance"
              .formatted(name, digits, Wording.typeName(dtype)));
    }
  }
}
