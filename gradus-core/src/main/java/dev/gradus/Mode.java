package dev.gradus;

import dev.gradus.error.GradusStateException;

/// A mode that lasts until it is closed, on the thread that opened it.
///
/// ```java
/// try (var _ = noGrad()) { … }
/// ```
public final class Mode implements AutoCloseable {
  private final Thread owner = Thread.currentThread();
  private final String name;
  private final Runnable restore;
  private boolean closed;

  Mode(String name, Runnable restore) {
    this.name = name;
    this.restore = restore;
  }

  /// A mode of one's own: something was switched, and is restored when this is closed.
  ///
  /// @param name what errors call it
  public static Mode of(String name, Runnable restore) {
    return new Mode(name, restore);
  }

  /// The same mode with something to do after it was restored.
  Mode andThen(Runnable more) {
    return new Mode(
        name,
        () -> {
          restore.run();
          more.run();
        });
  }

  /// Restores what was before; a second call does nothing.
  ///
  /// @throws GradusStateException on another thread
  @Override
  public void close() {
    if (Thread.currentThread() != owner) {
      throw new GradusStateException(
          name
              + ": closed on thread \""
              + Thread.currentThread().getName()
              + "\", but it was opened on thread \""
              + owner.getName()
              + "\"; a mode belongs to one thread. Open and close it in the same try statement.");
    }
    if (!closed) {
      closed = true;
      restore.run();
    }
  }
}
