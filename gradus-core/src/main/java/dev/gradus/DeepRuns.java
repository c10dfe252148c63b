package dev.gradus;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Backward passes inside backward passes, to any depth.
///
/// // Note [Deep re-entrancy] A pass that is started by a hook or a custom function runs on the
/// stack of the pass around it. After so many levels the next one gets a thread, and so a stack, of
/// its own, while the thread that asked waits: the two are one line of execution and share what the
/// thread has switched on. PyTorch does the same after 60 levels; a megabyte of stack held about
/// 300 levels of custom functions when it was tried. Thread-locals of the user's own do not go
/// along, inheritable ones do.
final class DeepRuns {
  /// So many levels run on one stack.
  static final int LEVELS = 150;

  // Much of it is never touched, so never taken.
  private static final long STACK = 4L << 20;

  private DeepRuns() {}

  /// Runs the body on this thread, or where many passes are open already on one that goes on for
  /// it.
  static <T> T run(ThreadState s, Callable<T> body) {
    int depth = s.runs == null ? 0 : s.runs.depth();
    return depth == 0 || depth % LEVELS != 0 ? call(body) : onAnotherStack(s, body);
  }

  private static <T> T onAnotherStack(ThreadState s, Callable<T> body) {
    Relay<T> relay = new Relay<>(s, body);
    Thread t =
        Thread.ofPlatform()
            .name(Thread.currentThread().getName() + " (backward, going on)")
            .daemon(Thread.currentThread().isDaemon())
            .stackSize(STACK)
            .unstarted(relay);
    t.start();
    boolean interrupted = false;
    while (true) {
      try {
        t.join();
        break;
      } catch (InterruptedException _) {
        // Half of a pass cannot be given up; whoever asked finds the flag set afterwards.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return relay.result();
  }

  private static <T> T call(Callable<T> body) {
    try {
      return body.call();
    } catch (Exception e) {
      throw unchecked(e);
    }
  }

  // An exception of a hook arrives as it was thrown, even one that its compiler was not shown.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> RuntimeException unchecked(Throwable e) throws X {
    throw (X) e;
  }

  /// What runs on the other thread.
  private static final class Relay<T> implements Runnable {
    private final ThreadState state;
    private final Callable<T> body;
    private @Nullable T result;
    private @Nullable Throwable failure;

    Relay(ThreadState state, Callable<T> body) {
      this.state = state;
      this.body = body;
    }

    @Override
    @SuppressWarnings("CatchAndPrintStackTrace")
    public void run() {
      state.becomeCurrent();
      try {
        result = body.call();
      } catch (Throwable e) {
        failure = e;
      }
    }

    T result() {
      if (failure != null) {
        throw DeepRuns.<RuntimeException>unchecked(failure);
      }
      return java.util.Objects.requireNonNull(result);
    }
  }
}
