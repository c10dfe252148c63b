package dev.gradus.op.random;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.MersenneTwister;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.shape.Layout;
import dev.gradus.shape.ResultLayout;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// How numbers are drawn into a block of memory.
@FunctionalInterface
public interface Filling {
  /// Draws `count` numbers into an array from index `at` on.
  ///
  /// @param dtype never complex: a complex number is two real ones
  /// @param rowMajor whether the block is the memory of a contiguous tensor
  void fill(MersenneTwister g, DType dtype, Object array, int at, int count, boolean rowMajor);

  /// Draws into every element, in the order of memory, as PyTorch's iterator goes.
  default void into(Tensor target, @Nullable Generator generator) {
    Layout to = target.layout();
    if (to.numel() == 0) {
      return;
    }
    if (!to.isDense()) {
      Tensor block = Tensor.unfilled(ResultLayout.of(to.sizes(), to), target.dtype());
      dense(block, generator, false);
      Copies.copy(block, target);
      return;
    }
    dense(target, generator, to.isContiguous());
  }

  private void dense(Tensor target, @Nullable Generator generator, boolean rowMajor) {
    DType dtype = target.dtype();
    int parts = dtype.isComplex() ? 2 : 1;
    int at = Math.toIntExact(parts * target.storageOffset());
    int count = Math.toIntExact(parts * target.numel());
    try {
      source(generator)
          .draw(g -> fill(g, dtype.toReal(), target.storage().array(), at, count, rowMajor));
    } finally {
      Reference.reachabilityFence(target);
    }
  }

  /// The generator, or the default one of this thread.
  static Generator source(@Nullable Generator generator) {
    return generator == null ? Gradus.defaultGenerator() : generator;
  }
}
