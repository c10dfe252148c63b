package dev.gradus.data;

import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

/// All samples in their order. **Source**: torch.utils.data.SequentialSampler.
///
/// @param size how many samples there are
public record SequentialSampler(long size) implements Sampler {
  /// All samples of a dataset.
  public SequentialSampler(Dataset<?> dataset) {
    this(dataset.size());
  }

  @Override
  public PrimitiveIterator.OfLong iterator() {
    return LongStream.range(0, size).iterator();
  }
}
