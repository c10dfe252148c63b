package dev.gradus.data;

import java.util.ArrayList;
import java.util.Iterator;

/// Batches of a dataset. Each iterator goes through it once; with `shuffle` in an order of its own.
///
/// The order of the samples, for a seed, is PyTorch's: each iterator draws one int64 from the
/// generator, and then what its sampler draws. **Source**: torch.utils.data.DataLoader.
///
/// @param <B> a batch
public final class DataLoader<B> implements Iterable<B> {
  private final Source<?, B> source;

  private DataLoader(Source<?, B> source) {
    this.source = source;
  }

  /// Batches of the same kind as the samples, made by [Collate#defaultCollate]: tensors become
  /// tensors, lists lists and maps maps. Samples that are numbers need [#of(Dataset,
  /// DataLoaderOptions, Collate)].
  public static <T> DataLoader<T> of(Dataset<T> dataset, DataLoaderOptions options) {
    @SuppressWarnings("unchecked") // Tensors, lists and maps collate to their own kind.
    Collate<T, T> collate = samples -> (T) Collate.defaultCollate(samples);
    return of(dataset, options, collate);
  }

  /// Batches made by a function of one's own.
  public static <T, B> DataLoader<B> of(
      Dataset<T> dataset, DataLoaderOptions options, Collate<T, B> collate) {
    Iterable<long[]> batches = options.batchSampler();
    if (batches == null) {
      Sampler sampler = options.sampler();
      if (sampler == null) {
        sampler =
            options.shuffle()
                ? new RandomSampler(dataset.size(), false, dataset.size(), options.generator())
                : new SequentialSampler(dataset);
      }
      batches = new BatchSampler(sampler, options.batchSize(), options.dropLast());
    }
    return new DataLoader<>(new Source<>(dataset, options, collate, batches));
  }

  @Override
  public Iterator<B> iterator() {
    return source.iterator();
  }

  private record Source<T, B>(
      Dataset<T> dataset,
      DataLoaderOptions options,
      Collate<T, B> collate,
      Iterable<long[]> batches) {
    Iterator<B> iterator() {
      var _ = Orders.seed(options.generator());
      Iterator<long[]> numbers = batches.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return numbers.hasNext();
        }

        @Override
        public B next() {
          var samples = new ArrayList<T>();
          for (long i : numbers.next()) {
            samples.add(dataset.get(i));
          }
          return collate.collate(samples);
        }
      };
    }
  }
}
