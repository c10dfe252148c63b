package dev.gradus.data;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.dtype.DType;
import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Samples in an order drawn anew by each iterator, the same as PyTorch's for the same generator.
///
/// Without a generator, the first number asked of an iterator draws one int64 seed from the default
/// generator. With replacement each number is drawn on its own; without, whole permutations follow
/// one another until there are `count` numbers. **Errors**: `count` below 1. **Source**:
/// torch.utils.data.RandomSampler.
public final class RandomSampler implements Sampler {
  private static final int DRAWN_AT_ONCE = 32;
  private final long samples;
  private final boolean replacement;
  private final long count;
  private final @Nullable Generator generator;

  /// A permutation of all samples, seeded from the default generator.
  public RandomSampler(Dataset<?> dataset) {
    this(dataset.size(), false, dataset.size(), null);
  }

  /// A permutation of all samples.
  public RandomSampler(Dataset<?> dataset, Generator generator) {
    this(dataset.size(), false, dataset.size(), generator);
  }

  /// `count` of `samples` samples.
  public RandomSampler(
      long samples, boolean replacement, long count, @Nullable Generator generator) {
    Orders.positiveCount("RandomSampler", count);
    // A range of nothing has no number to draw, however many are asked for.
    Orders.positiveCount("RandomSampler", samples);
    this.samples = samples;
    this.replacement = replacement;
    this.count = count;
    this.generator = generator;
  }

  @Override
  public PrimitiveIterator.OfLong iterator() {
    return Orders.blocks(new Drawing());
  }

  @Override
  public long size() {
    return count;
  }

  private final class Drawing implements Supplier<long[]> {
    private @Nullable Generator source = generator;
    private long left = count;
    private boolean ended;

    @Override
    public long[] get() {
      if (ended) {
        return new long[0];
      }
      if (source == null) {
        source = new Generator().manualSeed(Orders.seed(null));
      }
      return replacement ? single(source) : permuted(source);
    }

    private long[] single(Generator from) {
      long n = Math.min(left, DRAWN_AT_ONCE);
      left -= n;
      ended = n == 0;
      return ended
          ? new long[0]
          : Gradus.empty(DType.INT64, n).random_(from, 0, samples).toLongArray();
    }

    /// A permutation is drawn and cut even where nothing of it is used, as PyTorch does: what is
    /// drawn from the generator afterwards depends on it.
    private long[] permuted(Generator from) {
      long[] drawn = Gradus.randperm(from, samples).toLongArray();
      if (drawn.length > left) {
        drawn = Arrays.copyOf(drawn, (int) left);
        ended = true;
      }
      left -= drawn.length;
      return drawn;
    }
  }
}
