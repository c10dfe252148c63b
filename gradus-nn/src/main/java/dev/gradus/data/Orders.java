package dev.gradus.data;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the samplers share.
final class Orders {
  private Orders() {}

  /// A whole number in [0, 2⁶³), as `torch.empty((), dtype=torch.int64).random_()` draws it.
  static long seed(@Nullable Generator generator) {
    try (var _ = Gradus.useGenerator(generator == null ? Gradus.defaultGenerator() : generator)) {
      return Gradus.empty(DType.INT64).random_().itemLong();
    }
  }

  /// The seed of a pass of persistent workers: of the first, what was drawn.
  static long seedOfPass(long seed, long pass) {
    return pass == 0 ? seed : Fetcher.mix(~seed, pass);
  }

  static void positiveCount(String where, long count) {
    if (count <= 0) {
      throw new GradusArgumentException(
          "num_samples should be a positive integer value, but got num_samples="
              + count
              + "\n"
              + where
              + ": an empty dataset has nothing to draw from.");
    }
  }

  /// Numbers in blocks, each drawn when it is needed; an empty array ends the sequence.
  static PrimitiveIterator.OfLong blocks(Supplier<long[]> next) {
    return new PrimitiveIterator.OfLong() {
      private long[] block = {};
      private int at;
      private boolean ended;

      @Override
      public boolean hasNext() {
        if (at == block.length && !ended) {
          block = next.get();
          at = 0;
          ended = block.length == 0;
        }
        return at < block.length;
      }

      @Override
      public long nextLong() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return block[at++];
      }
    };
  }

  /// One block.
  static PrimitiveIterator.OfLong once(Supplier<long[]> numbers) {
    return blocks(
        new Supplier<>() {
          private boolean drawn;

          @Override
          public long[] get() {
            if (drawn) {
              return new long[0];
            }
            drawn = true;
            return numbers.get();
          }
        });
  }
}
