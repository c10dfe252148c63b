package dev.gradus.data;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.error.GradusStateException;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Batches fetched ahead by threads and delivered in order.
///
/// Worker `k` makes every batch whose number leaves the remainder `k`, as PyTorch's processes do; a
/// worker whose stream has ended is passed over. At most `ahead` batches are asked for and not yet
/// delivered. The threads know the [Crew] but not the iterator, so that one that is forgotten
/// without being closed is found by the collector, which ends them.
final class Workers<B> implements BatchIterator<B> {
  private static final Cleaner FORGOTTEN = Cleaner.create();

  private final Iterator<long[]> numbers;
  private final Crew<B> crew;
  private final Cleaner.Cleanable end;
  private final ArrayDeque<Task<B>> asked = new ArrayDeque<>();
  private final boolean[] finished;
  private final int ahead;
  private final Duration timeout;
  private long next;
  private int turn;
  private boolean late;
  private @Nullable B ready;

  Workers(Iterator<long[]> numbers, Supplier<Fetcher<B>> fetchers, DataLoaderOptions o, long seed) {
    this.numbers = numbers;
    finished = new boolean[o.workers()];
    timeout = o.timeout();
    ahead = Math.multiplyExact(o.prefetchFactor(), o.workers());
    crew = new Crew<>(o, fetchers, seed);
    end = FORGOTTEN.register(this, crew::stop);
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
        Task<B> task = asked.removeFirst();
        Optional<B> batch = result(task);
        if (batch.isEmpty()) {
          finished[task.worker] = true;
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

  private Optional<B> result(Task<B> task) {
    if (timeout.isZero()) {
      return task.result.join();
    }
    try {
      return task.result.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      late = true;
      throw new GradusStateException(
          "DataLoader timed out after "
              + timeout.toMillis() / 1e3
              + " seconds\nDataLoader: batch "
              + task.number
              + " of worker "
              + task.worker
              + " has not come; give more time or look at what its samples wait for.");
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for batch " + task.number);
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
      var task = new Task<B>(turn, next++, numbers.next(), new CompletableFuture<>());
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
    asked.clear();
    end.clean();
    if (!late) { // A worker that is late may never end.
      crew.await();
    }
  }

  private record Task<B>(
      int worker, long number, long[] indices, CompletableFuture<Optional<B>> result) {}

  /// The threads and their queues.
  private static final class Crew<B> {
    private final List<Thread> threads = new ArrayList<>();
    private final List<LinkedBlockingQueue<Task<B>>> queues = new ArrayList<>();
    private volatile boolean stopped;

    Crew(DataLoaderOptions o, Supplier<Fetcher<B>> fetchers, long seed) {
      for (int id = 0; id < o.workers(); id++) {
        var queue = new LinkedBlockingQueue<Task<B>>();
        var info =
            new WorkerInfo(id, o.workers(), seed + id, new Generator().manualSeed(seed + id));
        Runnable work = () -> work(info, queue, fetchers, o.workerInit());
        String name = "gradus-data-" + id;
        queues.add(queue);
        threads.add(
            o.virtualThreads()
                ? Thread.ofVirtual().name(name).unstarted(work)
                : Thread.ofPlatform().daemon().name(name).unstarted(work));
      }
      threads.forEach(Thread::start);
    }

    void ask(Task<B> task) {
      queues.get(task.worker).add(task);
    }

    private void work(
        WorkerInfo info,
        LinkedBlockingQueue<Task<B>> queue,
        Supplier<Fetcher<B>> fetchers,
        @Nullable Consumer<WorkerInfo> init) {
      WorkerInfo.enter(info);
      try (var _ = Gradus.useGenerator(info.generator())) {
        Fetcher<B> fetcher = begun(info, fetchers, init);
        while (!stopped) {
          Task<B> task = queue.take();
          try {
            task.result.complete(fetcher.fetch(task.indices, task.number));
          } catch (Throwable e) { // An Error, too, is the caller's to know.
            task.result.completeExceptionally(e);
          }
        }
      } catch (InterruptedException _) {
        // Interrupting a worker is how it is told to stop.
      } finally {
        Task<B> left = queue.poll();
        while (left != null) {
          left.result.completeExceptionally(new CancellationException("the loader was closed"));
          left = queue.poll();
        }
      }
    }

    // A worker that cannot begin says so for every batch that is asked of it.
    private Fetcher<B> begun(
        WorkerInfo info, Supplier<Fetcher<B>> fetchers, @Nullable Consumer<WorkerInfo> init) {
      try {
        if (init != null) {
          init.accept(info);
        }
        return fetchers.get();
      } catch (RuntimeException e) {
        return (_, _) -> {
          throw Fetcher.failed(e, "beginning of the worker");
        };
      }
    }

    void stop() {
      stopped = true;
      threads.forEach(Thread::interrupt);
    }

    void await() {
      boolean interrupted = false;
      for (Thread thread : threads) {
        while (thread != Thread.currentThread() && thread.isAlive()) {
          try {
            thread.join();
          } catch (InterruptedException _) {
            interrupted = true;
          }
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
