package dev.gradus.memory;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/// How long a storage may keep its array: the part of a storage that only large memory, and memory
/// made in a scope, has.
final class Tenure {
  private static final AtomicIntegerFieldUpdater<Tenure> HOLDS =
      AtomicIntegerFieldUpdater.newUpdater(Tenure.class, "holds");

  final ArrayKind kind;
  final int slots;
  final boolean large;

  private volatile @Nullable MemoryScope scope;
  private volatile int holds;

  Tenure(ArrayKind kind, int slots, boolean large) {
    this.kind = kind;
    this.slots = slots;
    this.large = large;
  }

  void enter(MemoryScope entered) {
    scope = entered;
  }

  /// Ends the time in a scope; whether somebody holds the memory.
  boolean leave() {
    scope = null;
    return holds > 0;
  }

  boolean hold() {
    if (scope == null) {
      return false;
    }
    HOLDS.incrementAndGet(this);
    return true;
  }

  void release() {
    HOLDS.decrementAndGet(this);
  }
}
