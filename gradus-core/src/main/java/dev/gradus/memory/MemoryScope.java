package dev.gradus.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// All storages that one thread makes between two moments; most of them give their arrays back at
/// the end.
public final class MemoryScope {
  // How many scopes are open anywhere: where there are none, no thread-local is read.
  private static final AtomicInteger OPEN = new AtomicInteger();

  /// Many enough for a step of a small network without a copy.
  private static final int FIRST_ROOM = 64;

  private static final ThreadLocal<@Nullable MemoryScope> CURRENT = new ThreadLocal<>();

  private final @Nullable MemoryScope outer;

  private final List<Storage> made = new ArrayList<>(FIRST_ROOM);

  private MemoryScope(@Nullable MemoryScope outer) {
    this.outer = outer;
  }

  /// Opens a scope on this thread.
  public static MemoryScope open() {
    MemoryScope scope = new MemoryScope(CURRENT.get());
    CURRENT.set(scope);
    OPEN.incrementAndGet();
    return scope;
  }

  static @Nullable MemoryScope current() {
    return OPEN.get() == 0 ? null : CURRENT.get();
  }

  /// Whether this is the innermost open scope of this thread.
  public boolean isInnermost() {
    return CURRENT.get() == this;
  }

  /// Takes a storage out of this scope, into the one around it.
  public void keep(Storage storage) {
    int at = made.lastIndexOf(storage);
    if (at >= 0) {
      made.remove(at);
      storage.moveTo(outer);
    }
  }

  /// [#keep] in the innermost open scope of this thread, if there is one.
  public static void keepInnermost(Storage storage) {
    MemoryScope scope = current();
    if (scope != null) {
      scope.keep(storage);
    }
  }

  void add(Storage storage) {
    made.add(storage);
  }

  /// Ends the scope: what nobody holds gives its array back.
  public void close() {
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
    OPEN.decrementAndGet();
    // The last made first, so that the next scope finds the arrays in the order of its requests.
    for (int i = made.size() - 1; i >= 0; i--) {
      made.get(i).leaveScope();
    }
    made.clear();
  }
}
