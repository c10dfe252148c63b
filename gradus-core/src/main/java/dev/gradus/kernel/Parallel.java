package dev.gradus.kernel;

import dev.gradus.error.GradusArgumentException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The one pool of threads for large loops.
///
/// The calling thread works too; the helpers are daemon threads that end when idle. A task that
/// starts tasks of its own runs them itself. Results never depend on the number of threads: who
/// splits work must split it so that every piece is independent.
public final class Parallel {
  /// What the pool is set to.
  static final class Configuration {
    private volatile int threads = Runtime.getRuntime().availableProcessors();

    int threads() {
      return threads;
    }

    void setThreads(int count) {
      if (count < 1) {
        throw new GradusArgumentException(
            "set_num_threads expects a positive integer\n"
                + "setNumThreads: got "
                + count
                + "; it must be at least 1.");
      }
      threads = count;
    }
  }

  static final Configuration CONFIGURATION = new Configuration();

  private static final ThreadPoolExecutor POOL =
      pool(4 * Runtime.getRuntime().availableProcessors(), "gradus-");

  private static final ThreadPoolExecutor BACKGROUND = pool(1, "gradus-warmup-");

  private static final ScopedValue<Boolean> WORKING = ScopedValue.newInstance();

  private Parallel() {}

  private static ThreadPoolExecutor pool(int threads, String name) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            2,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new Daemons(name, new AtomicInteger()));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /// // Note [No lambda before the first result] The first lambda of a process costs the JVM 5 to
  /// 10 ms, every other about 1 ms, and a class with a name a quarter of that. On the way to the
  /// first result of a common operation there is none, nor a `switch` over types or a record whose
  /// `equals` is the JVM's; docs/decisions/0003 has the figures.
  private record Daemons(String name, AtomicInteger number) implements ThreadFactory {
    @Override
    public Thread newThread(Runnable task) {
      Thread thread = new Thread(task, name + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    }
  }

  /// Runs something later on a thread of its own; what is handed in runs one after the other.
  static void inBackground(Runnable task) {
    BACKGROUND.execute(task);
  }

  /// How many threads large loops use.
  public static int threads() {
    return CONFIGURATION.threads();
  }

  /// Sets how many threads large loops use.
  public static void setThreads(int count) {
    CONFIGURATION.setThreads(count);
  }

  /// Runs `body` for 0, 1, … `tasks - 1`, in any order and on several threads, and returns when all
  /// are done. If some fail, the others still run, and one of the failures is thrown.
  public static void run(int tasks, IntConsumer body) {
    int helpers = Math.min(tasks, CONFIGURATION.threads()) - 1;
    if (helpers <= 0 || WORKING.isBound()) {
      for (int task = 0; task < tasks; task++) {
        body.accept(task);
      }
      return;
    }
    Batch batch = new Batch(tasks, body);
    for (int k = 0; k < helpers; k++) {
      if (!Standby.give(batch)) {
        POOL.execute(new Helper(batch));
      }
    }
    ScopedValue.where(WORKING, true).run(batch);
    batch.await();
  }

  /// What a helper does: a batch, and those that follow soon.
  private record Helper(Batch first) implements Runnable {
    @Override
    public void run() {
      @Nullable Batch batch = first;
      while (batch != null) {
        ScopedValue.where(WORKING, true).run(batch);
        batch = Standby.next();
      }
    }
  }

  /// Tasks that several threads take from a common counter.
  static final class Batch implements Runnable {
    private final int tasks;
    private final IntConsumer body;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch unfinished;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Batch(int tasks, IntConsumer body) {
      this.tasks = tasks;
      this.body = body;
      this.unfinished = new CountDownLatch(tasks);
    }

    @Override
    public void run() {
      for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
        try {
          body.accept(task);
        } catch (Throwable t) {
          failure.compareAndSet(null, t);
        } finally {
          unfinished.countDown();
        }
      }
    }

    // The last task ends soon after the others: to sleep would take longer than to look.
    private void lookForTheEnd() {
      if (!Standby.pays()) {
        return;
      }
      long start = System.nanoTime();
      while (unfinished.getCount() > 0 && System.nanoTime() - start < Standby.NANOS) {
        Thread.onSpinWait();
      }
    }

    void await() {
      lookForTheEnd();
      boolean interrupted = false;
      while (true) {
        try {
          unfinished.await();
          break;
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      switch (failure.get()) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable t -> throw new IllegalStateException(t);
      }
    }
  }
}
