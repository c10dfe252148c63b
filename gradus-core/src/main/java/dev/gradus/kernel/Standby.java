package dev.gradus.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A helper that has just finished and looks out for more work before it goes to sleep.
///
/// To wake a thread costs tens of microseconds, as much as a loop that is worth sharing, and a
/// layer is a row of such loops. So a helper keeps looking for [#NANOS], which is the most that a
/// processor is busy without need after a shared loop; docs/decisions/0032 has the figures. Never
/// more helpers look than there are processors beside the caller's, nor where there is only one.
final class Standby {
  /// How long a helper looks for work, and a caller for the end of it.
  static final long NANOS = 50_000;

  private static final int OTHERS = Runtime.getRuntime().availableProcessors() - 1;

  private static final AtomicReferenceArray<@Nullable Standby> LOOKING =
      new AtomicReferenceArray<>(Math.max(0, OTHERS));

  private volatile Parallel.@Nullable Batch given;

  private Standby() {}

  /// Whether to look at all.
  static boolean pays() {
    return OTHERS > 0 && Parallel.threads() > 1;
  }

  /// Gives work to a helper that looks for it; false if none does.
  static boolean give(Parallel.Batch work) {
    for (int slot = 0; slot < LOOKING.length(); slot++) {
      Standby helper = LOOKING.get(slot);
      if (helper != null && LOOKING.compareAndSet(slot, helper, null)) {
        helper.given = work;
        return true;
      }
    }
    return false;
  }

  /// The next work of the calling helper, or null if it should sleep.
  static Parallel.@Nullable Batch next() {
    if (!pays()) {
      return null;
    }
    Standby own = new Standby();
    int places = Math.min(LOOKING.length(), Parallel.threads() - 1);
    for (int slot = 0; slot < places; slot++) {
      if (LOOKING.compareAndSet(slot, null, own)) {
        return own.look(slot);
      }
    }
    return null;
  }

  // Who cannot take himself back has been chosen, and is about to be given work.
  private Parallel.@Nullable Batch look(int slot) {
    long start = System.nanoTime();
    Parallel.Batch work = given;
    while (work == null) {
      if (System.nanoTime() - start > NANOS && LOOKING.compareAndSet(slot, this, null)) {
        return null;
      }
      Thread.onSpinWait();
      work = given;
    }
    return work;
  }
}
