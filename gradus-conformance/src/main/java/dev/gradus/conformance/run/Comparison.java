package dev.gradus.conformance.run;

import dev.gradus.conformance.cases.TensorData;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Comparing a tensor with a recorded one.
public final class Comparison {
  private Comparison() {}

  /// The first difference in dtype, shape or value, or null if there is none.
  ///
  /// NaN equals NaN, and an infinity only itself. A complex number is compared by the modulus of
  /// the difference, as PyTorch does.
  public static @Nullable String difference(
      TensorData expected, TensorData actual, Tolerance tolerance) {
    if (actual.dtype() != expected.dtype()) {
      return "dtype %s, expected %s".formatted(actual.dtype(), expected.dtype());
    }
    if (!Arrays.equals(actual.shape(), expected.shape())) {
      return "shape %s, expected %s"
          .formatted(Arrays.toString(actual.shape()), Arrays.toString(expected.shape()));
    }
    if (expected.dtype().isIntegral()) {
      return integers(expected, actual);
    }
    return expected.dtype().isComplex()
        ? complex(expected, actual, tolerance)
        : reals(expected, actual, tolerance);
  }

  private static @Nullable String integers(TensorData expected, TensorData actual) {
    int i = Arrays.mismatch(expected.integers(), actual.integers());
    if (i < 0) {
      return null;
    }
    return "at %s: %d, expected %d"
        .formatted(index(expected, i), actual.integers()[i], expected.integers()[i]);
  }

  private static @Nullable String reals(
      TensorData expected, TensorData actual, Tolerance tolerance) {
    for (int i = 0; i < expected.reals().length; i++) {
      double e = expected.reals()[i];
      double a = actual.reals()[i];
      if (!close(a, e, tolerance)) {
        return "at %s: %s, expected %s (difference %.3g, allowed %.3g)"
            .formatted(index(expected, i), a, e, Math.abs(a - e), tolerance.allowed(Math.abs(e)));
      }
    }
    return null;
  }

  private static @Nullable String complex(
      TensorData expected, TensorData actual, Tolerance tolerance) {
    for (int i = 0; i < expected.reals().length; i += 2) {
      double re = expected.reals()[i];
      double im = expected.reals()[i + 1];
      double actualRe = actual.reals()[i];
      double actualIm = actual.reals()[i + 1];
      if (!closeComplex(actualRe, actualIm, re, im, tolerance)) {
        return "at %s: %s%si, expected %s%si"
            .formatted(index(expected, i / 2), actualRe, signed(actualIm), re, signed(im));
      }
    }
    return null;
  }

  private static boolean closeComplex(
      double actualRe, double actualIm, double re, double im, Tolerance tolerance) {
    boolean finite =
        Double.isFinite(actualRe)
            && Double.isFinite(actualIm)
            && Double.isFinite(re)
            && Double.isFinite(im);
    if (!finite) {
      return close(actualRe, re, tolerance) && close(actualIm, im, tolerance);
    }
    double distance = Math.hypot(actualRe - re, actualIm - im);
    return distance <= tolerance.allowed(Math.hypot(re, im));
  }

  static boolean close(double actual, double expected, Tolerance tolerance) {
    if (actual == expected || (Double.isNaN(actual) && Double.isNaN(expected))) {
      return true;
    }
    double distance = Math.abs(actual - expected);
    return Double.isFinite(distance) && distance <= tolerance.allowed(Math.abs(expected));
  }

  private static String signed(double value) {
    return value < 0 || Double.isNaN(value) ? Double.toString(value) : "+" + value;
  }

  /// The position of the element with that row-major number.
  private static String index(TensorData data, int linear) {
    long[] shape = data.shape();
    long[] position = new long[shape.length];
    long rest = linear;
    for (int d = shape.length - 1; d >= 0; d--) {
      position[d] = rest % shape[d];
      rest /= shape[d];
    }
    return Arrays.toString(position);
  }

  /// Whether the strides agree with the recorded ones, which are missing where PyTorch's tensor was
  /// contiguous. Strides of dimensions of size 1 and of empty tensors mean nothing and may differ.
  public static boolean stridesAgree(TensorData expected, TensorData actual) {
    long[] shape = expected.shape();
    if (expected.count() == 0) {
      return true;
    }
    long[] wanted = stridesOf(expected);
    long[] found = stridesOf(actual);
    for (int d = 0; d < shape.length; d++) {
      if (shape[d] != 1 && wanted[d] != found[d]) {
        return false;
      }
    }
    return true;
  }

  private static long[] stridesOf(TensorData data) {
    long[] recorded = data.strides();
    if (recorded != null) {
      return recorded;
    }
    long[] strides = new long[data.shape().length];
    long step = 1;
    for (int d = strides.length - 1; d >= 0; d--) {
      strides[d] = step;
      step *= data.shape()[d];
    }
    return strides;
  }
}
