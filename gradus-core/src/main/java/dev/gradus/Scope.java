package dev.gradus;

import dev.gradus.error.GradusStateException;
import dev.gradus.memory.MemoryScope;

/// A stretch of work whose tensors give their memory back at its end, for use in the next one.
///
/// ```java
/// for (int step = 0; step < 1000; step++) {
///   try (var _ = scope()) {
///     mseLoss(model.forward(x), y).backward();
///     optimizer.step();
///   }
/// }
/// ```
///
/// What outlasts the scope is what was made before it, leaves that require grad, every `grad()`,
/// what a recorded graph still needs for its gradients, and what was taken out with [#keep] or
/// [Gradus#keep]. Any other tensor made inside is refused when it is used afterwards. Nothing ever
/// needs a scope: without one the collector frees the same memory, only later.
///
/// A scope belongs to the thread that opened it; scopes may be nested.
public final class Scope implements AutoCloseable {
  private final Thread owner = Thread.currentThread();
  private final MemoryScope memory = MemoryScope.open();
  private boolean closed;

  Scope() {}

  /// Takes a tensor out of this scope, into the one around it if there is one.
  public Tensor keep(Tensor x) {
    check();
    memory.keep(x.storage());
    return x;
  }

  private void check() {
    if (Thread.currentThread() != owner) {
      throw new GradusStateException(
          "scope: used on thread \""
              + Thread.currentThread().getName()
              + "\", but it was opened on thread \""
              + owner.getName()
              + "\"; a scope belongs to one thread. Open and close it in the same try statement.");
    }
  }

  /// Gives the memory back; a second call does nothing.
  ///
  /// @throws GradusStateException on another thread, or while a scope inside this one is open
  @Override
  public void close() {
    check();
    if (closed) {
      return;
    }
    if (!memory.isInnermost()) {
      throw new GradusStateException(
          "scope: closed while a scope that was opened inside it is still open; close the inner one first, e.g. with try (var _ = scope()).");
    }
    closed = true;
    memory.close();
  }
}
