package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.dtype.FInfo;
import dev.gradus.dtype.IInfo;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.RandomFill;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import org.jspecify.annotations.Nullable;

/// Fresh tensors of random numbers. A layout is dense, and filled in the order of memory.
final class Draws {
  private Draws() {}

  static Tensor uniform(@Nullable Generator generator, DType dtype, Layout layout) {
    checkReal("check_uniform_bounds", dtype);
    Storage storage = Storage.allocate(dtype, layout.numel());
    DType real = dtype.toReal();
    of(generator).draw(g -> RandomFill.uniform(g, real, storage.array(), 0, storage.slots(), 0, 1));
    return Tensor.wrap(storage, layout, dtype);
  }

  static Tensor normal(@Nullable Generator generator, DType dtype, Layout layout) {
    checkReal("normal_kernel_cpu", dtype);
    Storage storage = Storage.allocate(dtype, layout.numel());
    DType real = dtype.toReal();
    // The variance of a complex number is 1: half for each part.
    double std = dtype.isComplex() ? 1 / Math.sqrt(2) : 1;
    int count = storage.slots();
    boolean rowMajor = layout.isContiguous();
    of(generator)
        .draw(g -> {
          if (rowMajor) {
            RandomFill.normal(g, real, storage.array(), 0, count, 0, std);
          } else {
            RandomFill.normalOneByOne(g, real, storage.array(), 0, count, 0, std);
          }
        });
    return Tensor.wrap(storage, layout, dtype);
  }

  static Tensor whole(
      @Nullable Generator generator, DType dtype, Layout layout, long low, long high) {
    if (dtype.isComplex()) {
      throw new GradusArgumentException(
          "check_random_bounds handles only integral, floating-point and boolean types"
              + "\nrandint: the dtype is "
              + dtype
              + ".");
    }
    if (low >= high) {
      throw new GradusArgumentException(
          "random_ expects 'from' to be less than 'to', but got from="
              + low
              + " >= to="
              + high
              + "\nrandint: numbers are drawn from low up to high - 1.");
    }
    checkBound("from", low, dtype);
    checkBound("to - 1", high - 1, dtype);
    Storage storage = Storage.allocate(dtype, layout.numel());
    of(generator)
        .draw(g -> RandomFill.randint(g, dtype, storage.array(), 0, storage.slots(), low, high));
    return Tensor.wrap(storage, layout, dtype);
  }

  static Tensor permutation(@Nullable Generator generator, DType dtype, long n) {
    if (n < 0) {
      throw new GradusArgumentException(
          "n must be non-negative, got" + n + "\nrandperm: n is the number of elements.");
    }
    if (dtype.isComplex() || n > exactLimit(dtype)) {
      throw new GradusArgumentException(
          "n is too large for result tensor type: '"
              + dtype
              + "'\nrandperm: "
              + n
              + " numbers are not all distinct in this dtype; use int64.");
    }
    Storage storage = Storage.allocate(dtype, n);
    of(generator).draw(g -> RandomFill.randperm(g, dtype, storage.array(), 0, (int) n));
    return Tensor.wrap(storage, Layout.contiguous(n), dtype);
  }

  private static Generator of(@Nullable Generator generator) {
    return generator == null ? Globals.generator() : generator;
  }

  private static void checkReal(String kernel, DType dtype) {
    if (dtype.isIntegral()) {
      throw new GradusArgumentException(
          "\""
              + kernel
              + "\" not implemented for '"
              + dtype.scalarName()
              + "'\nrand, randn: draw floating-point numbers; for whole ones use randint.");
    }
  }

  private static void checkBound(String name, long value, DType dtype) {
    boolean fits =
        switch (dtype.kind()) {
          case BOOL -> value == 0 || value == 1;
          case INTEGER -> value >= IInfo.of(dtype).min() && value <= IInfo.of(dtype).max();
          case FLOATING, COMPLEX -> Math.abs((double) value) <= FInfo.of(dtype).max();
        };
    if (!fits) {
      throw new GradusArgumentException(
          name
              + " is out of bounds for "
              + cName(dtype)
              + "\nrandint: "
              + value
              + " does not fit into "
              + dtype
              + ".");
    }
  }

  private static String cName(DType dtype) {
    return switch (dtype) {
      case INT64 -> "long";
      case INT16 -> "short";
      default -> Warnings.lowerDtype(dtype);
    };
  }

  // The number of whole numbers from 0 on that the dtype holds, all of them.
  private static long exactLimit(DType dtype) {
    return switch (dtype) {
      case BOOL -> 2;
      case UINT8 -> 256;
      case INT8 -> 128;
      case INT16 -> 1 << 15;
      case BFLOAT16 -> (1 << 8) + 1;
      case FLOAT16 -> (1 << 11) + 1;
      case FLOAT32 -> (1 << 24) + 1;
      default -> Long.MAX_VALUE;
    };
  }
}
