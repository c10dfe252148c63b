package dev.gradus.data;

import dev.gradus.error.GradusStateException;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Batches fetched ahead by threads and delivered in order.
///
/// Worker `k` makes every batch whose number leaves the remainder `k`, as PyTorch's processes do; a
/// worker whose stream has ended is passed over. At most `ahead` batches are asked for and not yet
/// delivered. The threads know the [Crew] but not the iterator, so that one that is forgotten
/// without being closed is found by the collector, which ends its pass.
final class Workers<B> implements BatchIterator<B> {
  private static final Cleaner FORGOTTEN = Cleaner.create();

  private final Iterator<long[]> numbers;
  private final Crew<B> crew;
  private final Crew.Pass<B> pass;
  private final Cleaner.Cleanable end;
  private final ArrayDeque<Crew.Task<B>> asked = new ArrayDeque<>();
  private final boolean[] finished;
  private final int ahead;
  private final Duration timeout;
  private long next;
  private int turn;
  private boolean late;
  private @Nullable B ready;

  /// @param numbers of the samples of each batch
  /// @param crew the threads, which end with this iterator unless they are persistent
  Workers(
      Iterator<long[]> numbers, Supplier<Fetcher<B>> fetchers, DataLoaderOptions o, Crew<B> crew) {
    this.numbers = numbers;
    this.crew = crew;
    finished = new boolean[o.workers()];
    timeout = o.timeout();
    ahead = Math.multiplyExact(o.prefetchFactor(), o.workers());
    pass = new Crew.Pass<>(fetchers);
    end = FORGOTTEN.register(this, o.persistentWorkers() ? pass::end : crew::stop);
    boolean started = false;
    try {
      ask();
      started = true;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  @Override
  public boolean hasNext() {
    try {
      while (ready == null && !asked.isEmpty()) {
        Crew.Task<B> task = asked.removeFirst();
        Optional<B> batch = result(task);
        if (batch.isEmpty()) {
          finished[task.worker()] = true;
        } else {
          ready = batch.get();
        }
        ask();
      }
    } catch (CompletionException e) {
      close();
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    if (ready == null) {
      close();
    }
    return ready != null;
  }

  private Optional<B> result(Crew.Task<B> task) {
    if (timeout.isZero()) {
      return task.result().join();
    }
    try {
      return task.result().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      late = true;
      throw new GradusStateException(
          "DataLoader timed out after "
              + timeout.toMillis() / 1e3
              + " seconds\nDataLoader: batch "
              + task.number()
              + " of worker "
              + task.worker()
              + " has not come; give more time or look at what its samples wait for.");
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for batch " + task.number());
    }
  }

  @Override
  public B next() {
    if (!hasNext() || ready == null) {
      throw new NoSuchElementException();
    }
    B batch = ready;
    ready = null;
    return batch;
  }

  /// Asks for batches until enough are on their way.
  private void ask() {
    while (asked.size() < ahead && free() && numbers.hasNext()) {
      var task = new Crew.Task<>(pass, turn, next++, numbers.next(), new CompletableFuture<>());
      turn = (turn + 1) % finished.length;
      asked.addLast(task);
      crew.ask(task);
    }
  }

  /// Moves the turn to a worker that is not finished, if there is one.
  private boolean free() {
    for (int i = 0; i < finished.length; i++) {
      if (!finished[turn]) {
        return true;
      }
      turn = (turn + 1) % finished.length;
    }
    return false;
  }

  @Override
  public void close() {
    ready = null;
    pass.end();
    end.clean();
    if (late) {
      crew.stop(); // A worker that is late may never end.
    } else {
      crew.await(asked);
    }
    asked.clear();
  }
}
