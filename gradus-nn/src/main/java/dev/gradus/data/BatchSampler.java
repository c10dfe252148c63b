package dev.gradus.data;

import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/// The numbers of a sampler in batches. **Errors**: a batch size below 1. **Source**:
/// torch.utils.data.BatchSampler.
///
/// @param sampler whose numbers
/// @param batchSize how many make a batch
/// @param dropLast whether to leave out what does not fill a batch at the end
public record BatchSampler(Sampler sampler, int batchSize, boolean dropLast)
    implements Iterable<long[]> {
  /// Checks the batch size.
  public BatchSampler {
    if (batchSize < 1) {
      throw new GradusArgumentException(
          "batch_size should be a positive integer value, but got batch_size="
              + batchSize
              + "\nBatchSampler: a batch has at least one sample.");
    }
  }

  /// How many batches there are.
  public long size() {
    long full = sampler.size() / batchSize;
    return dropLast || sampler.size() % batchSize == 0 ? full : full + 1;
  }

  @Override
  public Iterator<long[]> iterator() {
    return new Batches(sampler.iterator(), batchSize, dropLast);
  }

  private static final class Batches implements Iterator<long[]> {
    private final PrimitiveIterator.OfLong numbers;
    private final int batchSize;
    private final boolean dropLast;
    private long[] batch = {};

    Batches(PrimitiveIterator.OfLong numbers, int batchSize, boolean dropLast) {
      this.numbers = numbers;
      this.batchSize = batchSize;
      this.dropLast = dropLast;
    }

    @Override
    public boolean hasNext() {
      if (batch.length == 0 && numbers.hasNext()) {
        var next = new long[batchSize];
        int n = 0;
        while (n < batchSize && numbers.hasNext()) {
          next[n++] = numbers.nextLong();
        }
        if (n == batchSize) {
          batch = next;
        } else if (!dropLast) {
          batch = Arrays.copyOf(next, n);
        }
      }
      return batch.length > 0;
    }

    @Override
    public long[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      long[] result = batch;
      batch = new long[0];
      return result;
    }
  }
}
