package dev.gradus.memory;

import org.jspecify.annotations.Nullable;

/// How long a storage may keep its array: the part of a storage that only large memory, and memory
/// made in a scope, has.
final class Tenure {
  final ArrayKind kind;
  final int slots;
  final boolean large;

  /// What the array is filled with once it is asked for; here, so that storages are no larger for
  /// it.
  @Nullable Filling filling;

  // Guarded by a lock, because a counter with updaters would cost a process three classes at its
  // first large result.
  private @Nullable MemoryScope scope;
  private int holds;

  Tenure(ArrayKind kind, int slots, boolean large) {
    this.kind = kind;
    this.slots = slots;
    this.large = large;
  }

  synchronized void enter(MemoryScope entered) {
    scope = entered;
  }

  /// Ends the time in a scope; whether somebody holds the memory.
  synchronized boolean leave() {
    scope = null;
    return holds > 0;
  }

  synchronized boolean hold() {
    if (scope == null) {
      return false;
    }
    holds++;
    return true;
  }

  synchronized void release() {
    holds--;
  }
}
