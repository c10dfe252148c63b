package dev.gradus.data;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import java.util.Arrays;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;

/// Some samples, in an order drawn anew by each iterator. **Source**:
/// torch.utils.data.SubsetRandomSampler.
public final class SubsetRandomSampler implements Sampler {
  private final long[] indices;
  private final @Nullable Generator generator;

  /// The samples with these numbers, ordered by the default generator.
  public SubsetRandomSampler(long... indices) {
    this(indices, null);
  }

  /// As [#SubsetRandomSampler(long...)] with a generator.
  public SubsetRandomSampler(long[] indices, @Nullable Generator generator) {
    this.indices = indices.clone();
    this.generator = generator;
  }

  @Override
  public PrimitiveIterator.OfLong iterator() {
    return Orders.once(() -> {
      var source = generator == null ? Gradus.defaultGenerator() : generator;
      long[] order = Gradus.randperm(source, indices.length).toLongArray();
      return Arrays.stream(order).map(i -> indices[(int) i]).toArray();
    });
  }

  @Override
  public long size() {
    return indices.length;
  }
}
