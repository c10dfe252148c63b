package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.RandomFill;
import dev.gradus.memory.Storage;
import dev.gradus.op.random.Filling;
import dev.gradus.op.random.Fillings;
import dev.gradus.op.random.Samples;
import dev.gradus.op.random.WholeNumbers;
import dev.gradus.shape.Layout;
import org.jspecify.annotations.Nullable;

/// Fresh tensors of random numbers. A layout is dense, and filled in the order of memory.
final class Draws {
  private Draws() {}

  static Tensor uniform(@Nullable Generator generator, DType dtype, Layout layout) {
    return Samples.filled(Fillings.uniform(dtype, 0, 1), dtype, layout, generator);
  }

  static Tensor normal(@Nullable Generator generator, DType dtype, Layout layout) {
    return Samples.filled(Fillings.normal(dtype, 0, 1), dtype, layout, generator);
  }

  static Tensor whole(
      @Nullable Generator generator, DType dtype, Layout layout, long low, long high) {
    return Samples.filled(WholeNumbers.between(dtype, low, high), dtype, layout, generator);
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
    return Call.drawn(Layout.contiguous(n), own -> permutations(generator, dtype, own));
  }

  // One along the last dimension for each of the dimensions that function transforms add.
  private static Tensor permutations(@Nullable Generator generator, DType dtype, Layout layout) {
    Storage storage = Storage.allocate(dtype, layout.numel());
    int n = (int) layout.sizes()[layout.rank() - 1];
    for (int from = 0; n > 0 && from < layout.numel(); from += n) {
      int start = from;
      Filling.source(generator).draw(g -> RandomFill.randperm(g, dtype, storage.array(), start, n));
    }
    return Tensor.wrap(storage, layout, dtype);
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
