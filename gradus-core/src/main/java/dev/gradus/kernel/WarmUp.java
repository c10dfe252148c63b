package dev.gradus.kernel;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Compiles code on the Vector API aside, before it is used.
///
/// Until C2 has compiled it, such code runs a thousand times slower than afterwards. So callers use
/// plain loops, which give the same bits, until [#ready] says that the vector loops are fast; a
/// thread of their own exercises them once the work done without them shows that they will pay.
final class WarmUp {
  private static final int CALLS = 50;
  private static final long LIMIT_NANOS = 10_000_000_000L;

  /// The longest pause between two tries, where code stays slow: on a busy machine it may take the
  /// compiler a minute to come to it, and in an interpreter it never does. Tries take up to ten
  /// seconds of a processor, so that in the long run they have a tenth of one.
  private static final long LONGEST_PAUSE_MILLIS = 100_000;

  private static final long FIRST_PAUSE_MILLIS = 100;

  /// How old work has to be for a warm-up to start: the first call would have to share processor,
  /// compilers and class loading with it, and take twice as long. On a busy machine it may need 100
  /// ms.
  private static final long LEAST_AGE_NANOS = 200_000_000;

  /// One loop to exercise. A call of `body` takes `operations` vector operations.
  record Exercise(Runnable body, int operations) {}

  private final long patience;
  private final Supplier<Exercise[]> exercises;
  private final long born = System.nanoTime();
  private final AtomicLong missed = new AtomicLong();
  private volatile boolean started;
  private volatile boolean ready;

  /// @param patience the work after which the warm-up starts, in any unit
  /// @param exercises the loops, the most important first; made when the warm-up starts
  WarmUp(long patience, Supplier<Exercise[]> exercises) {
    this.patience = patience;
    this.exercises = exercises;
  }

  /// Whether work that began then is old enough for a warm-up.
  static boolean mayStart(long began) {
    return System.nanoTime() - began >= LEAST_AGE_NANOS;
  }

  /// Whether the loops are compiled. Where not, `work` is counted as done without them.
  boolean ready(long work) {
    if (!ready && missed.addAndGet(work) > patience && !started && mayStart(born)) {
      start();
    }
    return ready;
  }

  private synchronized void start() {
    if (!started) {
      started = true;
      Thread.ofPlatform().daemon().name("gradus-warm-up").start(this::persist);
    }
  }

  /// Does all of it now.
  void now() {
    if (!ready) {
      ready = finish(exercises.get());
    }
  }

  private void persist() {
    Exercise[] all = exercises.get();
    long pause = FIRST_PAUSE_MILLIS;
    while (!ready && !finish(all)) {
      try {
        Thread.sleep(pause);
      } catch (InterruptedException _) {
        return; // Plain loops stay.
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
    ready = true;
  }

  private static boolean finish(Exercise[] exercises) {
    long start = System.nanoTime();
    for (Exercise exercise : exercises) {
      if (!finish(exercise, start)) {
        return false;
      }
    }
    return true;
  }

  private static boolean finish(Exercise exercise, long start) {
    // Interpreted or half compiled, a vector operation takes more than 50 ns; compiled, about 1.
    long enough = CALLS * (100L + 5L * exercise.operations());
    while (true) {
      long before = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        exercise.body().run();
      }
      long after = System.nanoTime();
      if (after - before < enough) {
        return true;
      }
      if (after - start > LIMIT_NANOS) {
        return false;
      }
    }
  }
}
