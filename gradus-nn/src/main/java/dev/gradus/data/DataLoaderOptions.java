package dev.gradus.data;

import dev.gradus.Generator;
import dev.gradus.error.GradusArgumentException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The options of [DataLoader].
///
/// **Errors**: values that PyTorch refuses, with its sentences.
///
/// @param batchSize how many samples make a batch
/// @param shuffle whether to visit the samples in an order drawn anew each time
/// @param sampler the order in which to visit them, instead of `shuffle`
/// @param batchSampler the numbers of each batch, instead of all of the above and `dropLast`
/// @param dropLast whether to leave out samples that do not fill a batch at the end
/// @param workers how many threads fetch samples; with 0 the caller's does
/// @param prefetchFactor how many batches per worker are fetched ahead
/// @param virtualThreads whether the workers are virtual threads, for datasets that wait more than
///   they compute
/// @param generator where seeds and orders are drawn from; without it, the default generator
/// @param timeout how long to wait for a worker's batch; zero for ever
/// @param workerInit what every worker does first, on its own thread; null for nothing
/// @param persistentWorkers whether the workers of one pass are those of the next; then close the
///   loader
public record DataLoaderOptions(
    int batchSize,
    boolean shuffle,
    @Nullable Sampler sampler,
    @Nullable Iterable<long[]> batchSampler,
    boolean dropLast,
    int workers,
    int prefetchFactor,
    boolean virtualThreads,
    @Nullable Generator generator,
    Duration timeout,
    @Nullable Consumer<WorkerInfo> workerInit,
    boolean persistentWorkers) {
  /// PyTorch's defaults: batches of one, in order, without workers.
  public static final DataLoaderOptions DEFAULT =
      new DataLoaderOptions(
          1, false, null, null, false, 0, 2, false, null, Duration.ZERO, null, false);

  /// Checks the values.
  public DataLoaderOptions {
    require(
        workers >= 0,
        "num_workers option should be non-negative; use num_workers=0 to disable multiprocessing.");
    require(!timeout.isNegative(), "timeout option should be non-negative");
    require(prefetchFactor > 0, "prefetch_factor option should be non-negative");
    require(workers > 0 || !persistentWorkers, "persistent_workers option needs num_workers > 0");
    require(sampler == null || !shuffle, "sampler option is mutually exclusive with shuffle");
    require(
        batchSampler == null || batchSize == 1 && !shuffle && sampler == null && !dropLast,
        "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and"
            + " drop_last");
    require(
        batchSize > 0,
        "batch_size should be a positive integer value, but got batch_size=" + batchSize);
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new GradusArgumentException(sentence + "\nDataLoader: see its options.");
    }
  }

  /// With another `batchSize`.
  public DataLoaderOptions withBatchSize(int other) {
    return new DataLoaderOptions(
        other,
        shuffle,
        sampler,
        batchSampler,
        dropLast,
        workers,
        prefetchFactor,
        virtualThreads,
        generator,
        timeout,
        workerInit,
        persistentWorkers);
  }

  /// With another `shuffle`.
  public DataLoaderOptions withShuffle(boolean other) {
    return new DataLoaderOptions(
        batchSize,
        other,
        sampler,
        batchSampler,
        dropLast,
        workers,
        prefetchFactor,
        virtualThreads,
        generator,
        timeout,
        workerInit,
        persistentWorkers);
  }

  /// With another `sampler`.
  public DataLoaderOptions withSampler(Sampler other) {
    return new DataLoaderOptions(
        batchSize,
        shuffle,
        other,
        batchSampler,
        dropLast,
        workers,
        prefetchFactor,
        virtualThreads,
        generator,
        timeout,
        workerInit,
        persistentWorkers);
  }

  /// With another `batchSampler`.
  public DataLoaderOptions withBatchSampler(Iterable<long[]> other) {
    return new DataLoaderOptions(
        batchSize,
        shuffle,
        sampler,
        other,
        dropLast,
        workers,
        prefetchFactor,
        virtualThreads,
        generator,
        timeout,
        workerInit,
        persistentWorkers);
  }

  /// With another `dropLast`.
  public DataLoaderOptions withDropLast(boolean other) {
    return new DataLoaderOptions(
        batchSize,
        shuffle,
        sampler,
        batchSampler,
        other,
        workers,
        prefetchFactor,
        virtualThreads,
        generator,
        timeout,
        workerInit,
        persistentWorkers);
  }

  /// With another `workers`.
  public DataLoaderOptions withWorkers(int other) {
    return new DataLoaderOptions(
        batchSize,
        shuffle,
        sampler,
        batchSampler,
        dropLast,
        other,
        prefetchFactor,
        virtualThreads,
        generator,
        timeout,
        workerInit,
        persistentWorkers);
  }

  /// With another `prefetchFactor`.
  public DataLoaderOptions withPrefetchFactor(int other) {
    return new DataLoaderOptions(
        batchSize,
        shuffle,
        sampler,
        batchSampler,
        dropLast,
        workers,
        other,
        virtualThreads,
        generator,
        timeout,
        workerInit,
        persistentWorkers);
  }

  /// With another `virtualThreads`.
  public DataLoaderOptions withVirtualThreads(boolean other) {
    return new DataLoaderOptions(
        batchSize,
        shuffle,
        sampler,
        batchSampler,
        dropLast,
        workers,
        prefetchFactor,
        other,
        generator,
        timeout,
        workerInit,
        persistentWorkers);
  }

  /// With another `generator`.
  public DataLoaderOptions withGenerator(Generator other) {
    return new DataLoaderOptions(
        batchSize,
        shuffle,
        sampler,
        batchSampler,
        dropLast,
        workers,
        prefetchFactor,
        virtualThreads,
        other,
        timeout,
        workerInit,
        persistentWorkers);
  }

  /// With another `timeout`.
  public DataLoaderOptions withTimeout(Duration other) {
    return new DataLoaderOptions(
        batchSize,
        shuffle,
        sampler,
        batchSampler,
        dropLast,
        workers,
        prefetchFactor,
        virtualThreads,
        generator,
        other,
        workerInit,
        persistentWorkers);
  }

  /// With another `workerInit`.
  public DataLoaderOptions withWorkerInit(Consumer<WorkerInfo> other) {
    return new DataLoaderOptions(
        batchSize,
        shuffle,
        sampler,
        batchSampler,
        dropLast,
        workers,
        prefetchFactor,
        virtualThreads,
        generator,
        timeout,
        other,
        persistentWorkers);
  }

  /// With another `persistentWorkers`; give the number of workers first.
  public DataLoaderOptions withPersistentWorkers(boolean other) {
    return new DataLoaderOptions(
        batchSize,
        shuffle,
        sampler,
        batchSampler,
        dropLast,
        workers,
        prefetchFactor,
        virtualThreads,
        generator,
        timeout,
        workerInit,
        other);
  }
}
