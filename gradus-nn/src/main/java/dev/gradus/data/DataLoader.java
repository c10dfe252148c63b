package dev.gradus.data;

import dev.gradus.Generator;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import java.lang.ref.Cleaner;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Batches of a dataset. Each iterator goes through it once; with `shuffle` in an order of its own.
///
/// The order of the samples, for a seed, is PyTorch's: each iterator draws one int64 from the
/// generator, and then what its sampler draws. With workers, threads fetch batches ahead; the
/// batches and their order are the same for any number of workers, random transforms included. An
/// error of a worker reaches the caller in the place of the batch, and ends the iterator. Close an
/// iterator that is not read to its end:
///
/// ```java
/// try (var batches = loader.iterator()) { … batches.next() … }
/// ```
///
/// Persistent workers go on from one iterator to the next and end with the loader, which is then to
/// be closed. Such a loader has one iterator at a time: asking for the next ends the one before. As
/// in PyTorch, only the first draws the int64; what samples draw differs from pass to pass all the
/// same, and does not depend on the number of workers.
///
/// **Source**: torch.utils.data.DataLoader.
///
/// @param <B> a batch
public final class DataLoader<B> implements Iterable<B>, AutoCloseable {
  private static final Cleaner FORGOTTEN = Cleaner.create();

  private final DataLoaderOptions options;
  private final Iterable<long[]> batches;
  private final LongFunction<Fetcher<B>> fetchers;
  private final LongSupplier size;
  private @Nullable Persistent<B> persistent;

  /// Workers that go on from pass to pass.
  private static final class Persistent<B> {
    final Crew<B> crew;
    final Cleaner.Cleanable end;
    final long seed;
    long passes;
    @Nullable Workers<B> current;

    Persistent(Crew<B> crew, Cleaner.Cleanable end, long seed) {
      this.crew = crew;
      this.end = end;
      this.seed = seed;
    }
  }

  private DataLoader(
      DataLoaderOptions options,
      Iterable<long[]> batches,
      LongFunction<Fetcher<B>> fetchers,
      LongSupplier size) {
    this.options = options;
    this.batches = batches;
    this.fetchers = fetchers;
    this.size = size;
  }

  /// Batches of the same kind as the samples, made by [Collate#defaultCollate]: tensors become
  /// tensors, lists lists and maps maps. Samples that are numbers need [#of(Dataset,
  /// DataLoaderOptions, Collate)].
  public static <T> DataLoader<T> of(Dataset<T> dataset, DataLoaderOptions options) {
    return of(dataset, options, DataLoader::alike);
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
    Iterable<long[]> numbers = batches;
    return new DataLoader<>(
        options, numbers, seed -> Fetcher.byNumber(dataset, collate, seed), () -> count(numbers));
  }

  /// As [#of(Dataset, DataLoaderOptions)] for samples that come one after another. **Errors**:
  /// options that choose an order.
  public static <T> DataLoader<T> of(IterableDataset<T> dataset, DataLoaderOptions options) {
    return of(dataset, options, DataLoader::alike);
  }

  /// As [#of(IterableDataset, DataLoaderOptions)] with a function that makes the batches.
  public static <T, B> DataLoader<B> of(
      IterableDataset<T> dataset, DataLoaderOptions options, Collate<T, B> collate) {
    unordered(!options.shuffle(), "shuffle option, but got shuffle=True");
    unordered(options.sampler() == null, "sampler option, but got sampler");
    unordered(options.batchSampler() == null, "batch_sampler option, but got batch_sampler");
    int n = options.batchSize();
    return new DataLoader<>(
        options,
        () -> Stream.generate(() -> new long[n]).iterator(),
        _ -> Fetcher.inOrder(dataset, collate, options.dropLast()),
        () -> {
          throw new GradusUnsupportedException(
              "size: a stream of samples does not know how many there are.");
        });
  }

  /// Samples one by one, for datasets that make their batches themselves. **Errors**: an option
  /// that is about batches. **Source**: batch\_size=None.
  public static <T> DataLoader<T> unbatched(Dataset<T> dataset, DataLoaderOptions options) {
    alone(options);
    return of(dataset, options, List::getFirst);
  }

  /// As [#unbatched(Dataset, DataLoaderOptions)] for samples that come one after another.
  public static <T> DataLoader<T> unbatched(IterableDataset<T> dataset, DataLoaderOptions options) {
    alone(options);
    return of(dataset, options, List::getFirst);
  }

  private static void alone(DataLoaderOptions options) {
    if (options.dropLast()) {
      throw new GradusArgumentException(
          "batch_size=None option disables auto-batching and is mutually exclusive with drop_last"
              + "\nDataLoader: every sample is delivered, none is left over.");
    }
    if (options.batchSize() != 1 || options.batchSampler() != null) {
      throw new GradusArgumentException(
          "DataLoader: unbatched got "
              + (options.batchSampler() == null
                  ? "batches of " + options.batchSize()
                  : "a sampler of batches")
              + "; samples come one by one. Use DataLoader.of for batches.");
    }
  }

  @SuppressWarnings("unchecked") // Tensors, lists and maps collate to their own kind.
  private static <T> T alike(List<T> samples) {
    return (T) Collate.defaultCollate(samples);
  }

  private static void unordered(boolean holds, String what) {
    if (!holds) {
      throw new GradusArgumentException(
          "DataLoader with IterableDataset: expected unspecified "
              + what
              + "\nDataLoader: a stream has its own order.");
    }
  }

  private static long count(Iterable<long[]> batches) {
    if (batches instanceof BatchSampler sampler) {
      return sampler.size();
    }
    long n = 0;
    for (var _ : batches) {
      n++;
    }
    return n;
  }

  /// How many batches an iterator gives. **Errors**: the samples are a stream.
  public long size() {
    return size.getAsLong();
  }

  /// Where seeds and orders are drawn from; null where that is the default generator.
  public @Nullable Generator generator() {
    return options.generator();
  }

  /// Goes through the dataset once; with workers they start at once.
  @Override
  public BatchIterator<B> iterator() {
    Iterator<long[]> numbers = batches.iterator();
    if (options.persistentWorkers()) {
      return next(numbers);
    }
    long seed = Orders.seed(options.generator());
    return options.workers() == 0
        ? new Inline<>(numbers, fetchers.apply(seed))
        : new Workers<>(numbers, () -> fetchers.apply(seed), options, new Crew<>(options, seed));
  }

  private synchronized Workers<B> next(Iterator<long[]> numbers) {
    Persistent<B> workers = persistent;
    if (workers != null && workers.current != null) {
      workers.current.close();
    }
    if (workers == null || workers.crew.isStopped()) {
      long seed = Orders.seed(options.generator());
      Crew<B> crew = new Crew<>(options, seed);
      workers = new Persistent<>(crew, FORGOTTEN.register(this, crew::stop), seed);
      persistent = workers;
    }
    // The workers must not know the loader, or it would never be forgotten.
    LongFunction<Fetcher<B>> make = fetchers;
    long seed = Orders.seedOfPass(workers.seed, workers.passes++);
    workers.current = new Workers<>(numbers, () -> make.apply(seed), options, workers.crew);
    return workers.current;
  }

  /// Ends persistent workers and waits until they are gone; asking for an iterator starts others.
  @Override
  public synchronized void close() {
    Persistent<B> workers = persistent;
    persistent = null;
    if (workers != null) {
      if (workers.current != null) {
        workers.current.close();
      }
      workers.end.clean();
      workers.crew.join();
    }
  }
}
