package dev.gradus;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The modes of one thread, to be opened on others.
///
/// Grad mode and the other modes of recording belong to a thread: a new platform or virtual thread
/// starts with the defaults, whatever its parent has open. Where work is handed to other threads on
/// behalf of this one, its modes go along:
///
/// ```java
/// try (var _ = noGrad()) {
///   CapturedModes modes = captureModes();
///   Thread.startVirtualThread(modes.wrap(() -> evaluate(batch))).join();
/// }
/// ```
///
/// Carried are grad mode, inference mode, autocast, anomaly mode and hooks on saved tensors and new
/// nodes; what those hooks do must be safe in several threads. Levels of forward mode and other
/// transforms are not carried: their tensors belong to their thread.
public final class CapturedModes {
  private final boolean grad;
  private final boolean inference;
  private final @Nullable RecordingModes modes;
  private final AutocastOptions autocast;

  private CapturedModes(ThreadState s) {
    this.grad = s.gradMode();
    this.inference = s.inference;
    this.modes = s.modes;
    this.autocast = Autocast.optionsOf(s);
  }

  static CapturedModes ofThisThread() {
    return new CapturedModes(ThreadState.current());
  }

  /// Switches these modes on, on this thread, until the mode is closed.
  public Mode open() {
    ThreadState s = ThreadState.current();
    CapturedModes before = new CapturedModes(s);
    Mode precision = Autocast.open(autocast);
    set(s);
    return new Mode(
        "CapturedModes",
        () -> {
          before.set(s);
          precision.close();
        });
  }

  private void set(ThreadState s) {
    s.setInference(inference);
    s.setGradMode(grad);
    s.modes = modes;
  }

  /// Runs something under these modes.
  public void run(Runnable body) {
    try (var _ = open()) {
      body.run();
    }
  }

  /// Computes something under these modes.
  public <T extends @Nullable Object> T get(Supplier<T> body) {
    try (var _ = open()) {
      return body.get();
    }
  }

  /// The same task under these modes, wherever it runs.
  public Runnable wrap(Runnable task) {
    return () -> run(task);
  }

  /// The same task under these modes, wherever it runs.
  public <T extends @Nullable Object> Callable<T> wrapCallable(Callable<T> task) {
    return () -> {
      try (var _ = open()) {
        return task.call();
      }
    };
  }

  /// An executor whose tasks run under these modes.
  public Executor executor(Executor executor) {
    return task -> executor.execute(wrap(task));
  }
}
