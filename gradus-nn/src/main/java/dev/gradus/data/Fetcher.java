package dev.gradus.data;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Makes the batches of one worker, or of the caller where there are no workers.
///
/// @param <B> a batch
interface Fetcher<B> {
  /// The next batch of this worker; empty at its end.
  ///
  /// @param indices the numbers of the samples; of a stream, only how many
  Optional<B> fetch(long[] indices, long number);

  /// Samples by number. What a sample or the collate function draws from the default generator
  /// comes from a stream of the batch, so that it does not depend on how many workers there are.
  static <T, B> Fetcher<B> byNumber(Dataset<T> dataset, Collate<T, B> collate, long seed) {
    return (indices, number) -> {
      try (var _ = Gradus.useGenerator(new Generator().manualSeed(mix(seed, number)))) {
        List<T> rows = TensorSamples.of(dataset, indices);
        List<T> samples = rows != null ? rows : oneByOne(dataset, indices, number);
        return Optional.of(collated(collate, samples, number));
      }
    };
  }

  private static <T> List<T> oneByOne(Dataset<T> dataset, long[] indices, long number) {
    List<T> samples = new ArrayList<>(indices.length);
    for (long index : indices) {
      try {
        samples.add(dataset.get(index));
      } catch (RuntimeException e) {
        throw failed(e, "sample " + index + " of batch " + number);
      }
    }
    return samples;
  }

  /// Samples of a stream in their order.
  static <T, B> Fetcher<B> inOrder(
      IterableDataset<T> dataset, Collate<T, B> collate, boolean dropLast) {
    return new Fetcher<>() {
      private Iterator<T> samples = List.<T>of().iterator();
      private boolean begun;
      private long taken;

      @Override
      public Optional<B> fetch(long[] indices, long number) {
        List<T> batch = new ArrayList<>(indices.length);
        try {
          if (!begun) {
            begun = true;
            samples = dataset.iterator();
          }
          while (batch.size() < indices.length && samples.hasNext()) {
            batch.add(samples.next());
            taken++;
          }
        } catch (RuntimeException e) {
          throw failed(e, "sample " + taken + " of the stream, in batch " + number);
        }
        return batch.isEmpty() || dropLast && batch.size() < indices.length
            ? Optional.empty()
            : Optional.of(collated(collate, batch, number));
      }
    };
  }

  private static <T, B> B collated(Collate<T, B> collate, List<T> samples, long number) {
    try {
      return collate.collate(samples);
    } catch (RuntimeException e) {
      throw failed(e, "collating batch " + number);
    }
  }

  /// On a thread of its own an error says where it happened; the caller's stack says it otherwise.
  static RuntimeException failed(RuntimeException e, String where) {
    WorkerInfo worker = WorkerInfo.current();
    if (worker == null) {
      return e;
    }
    var failure =
        new GradusStateException(
            "Caught "
                + e.getClass().getSimpleName()
                + " in DataLoader worker process "
                + worker.id()
                + ".\nDataLoader: "
                + where
                + ": "
                + e.getMessage());
    failure.initCause(e);
    return failure;
  }

  /// A seed of batch `number` that is far from those of its neighbours (Steele and others 2014).
  static long mix(long seed, long number) {
    long z = seed + (number + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
