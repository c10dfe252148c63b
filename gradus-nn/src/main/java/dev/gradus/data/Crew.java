package dev.gradus.data;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The threads of a loader and their queues, for one pass or for several one after the other.
///
/// @param <B> a batch
final class Crew<B> {
  private final List<Thread> threads = new ArrayList<>();
  private final List<LinkedBlockingQueue<Task<B>>> queues = new ArrayList<>();
  private final boolean persistent;
  private volatile boolean stopped;

  /// One batch to make, by one worker.
  record Task<B>(
      Pass<B> pass,
      int worker,
      long number,
      long[] indices,
      CompletableFuture<Optional<B>> result) {}

  /// One pass through the dataset. What is asked for in a pass that has ended is not made.
  static final class Pass<B> {
    private final Supplier<Fetcher<B>> fetchers;
    private volatile boolean ended;

    /// @param fetchers makes one for every worker, on its thread
    Pass(Supplier<Fetcher<B>> fetchers) {
      this.fetchers = fetchers;
    }

    void end() {
      ended = true;
    }
  }

  Crew(DataLoaderOptions o, long seed) {
    persistent = o.persistentWorkers();
    for (int id = 0; id < o.workers(); id++) {
      var queue = new LinkedBlockingQueue<Task<B>>();
      var info = new WorkerInfo(id, o.workers(), seed + id, new Generator().manualSeed(seed + id));
      Runnable work = () -> work(info, queue, o.workerInit());
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

  /// Whether the threads have been told to end.
  boolean isStopped() {
    return stopped;
  }

  private void work(
      WorkerInfo info, LinkedBlockingQueue<Task<B>> queue, @Nullable Consumer<WorkerInfo> init) {
    WorkerInfo.enter(info);
    try (var _ = Gradus.useGenerator(info.generator())) {
      RuntimeException failure = begun(info, init);
      Pass<B> pass = null;
      Fetcher<B> fetcher = null;
      while (!stopped) {
        Task<B> task = queue.take();
        if (fetcher == null || task.pass != pass) {
          pass = task.pass;
          fetcher = fetcher(pass, failure);
        }
        make(task, fetcher);
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

  private static <B> void make(Task<B> task, Fetcher<B> fetcher) {
    if (task.pass.ended) {
      task.result.completeExceptionally(new CancellationException("the pass has ended"));
      return;
    }
    try {
      task.result.complete(fetcher.fetch(task.indices, task.number));
    } catch (Throwable e) { // An Error, too, is the caller's to know.
      task.result.completeExceptionally(e);
    }
  }

  private static @Nullable RuntimeException begun(
      WorkerInfo info, @Nullable Consumer<WorkerInfo> init) {
    try {
      if (init != null) {
        init.accept(info);
      }
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  // A worker that cannot begin says so for every batch that is asked of it.
  private static <B> Fetcher<B> fetcher(Pass<B> pass, @Nullable RuntimeException failure) {
    RuntimeException cause = failure;
    if (cause == null) {
      try {
        return pass.fetchers.get();
      } catch (RuntimeException e) {
        cause = e;
      }
    }
    RuntimeException known = cause;
    return (_, _) -> {
      throw Fetcher.failed(known, "beginning of the worker");
    };
  }

  void stop() {
    stopped = true;
    threads.forEach(Thread::interrupt);
  }

  /// Waits until nothing of a pass that has ended is made any more: until the threads are gone, or
  /// until they have answered what was asked.
  void await(Collection<Task<B>> asked) {
    if (!persistent) {
      join();
    } else if (!threads.contains(Thread.currentThread())) {
      asked.forEach(task -> task.result.handle((_, _) -> true).join());
    }
  }

  /// Waits until the threads are gone.
  void join() {
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
