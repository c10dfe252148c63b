package dev.gradus;

import org.jspecify.annotations.Nullable;

/// What a thread has switched on: grad mode and the stack of transforms.
///
/// A new platform or virtual thread starts with the defaults.
final class ThreadState {
  private static final ThreadLocal<ThreadState> CURRENT = ThreadLocal.withInitial(ThreadState::new);

  boolean gradEnabled = true;
  private long sequence;

  /// The innermost transform, or null: the one field that an operation reads.
  @Nullable Level top;

  /// The forward-mode level that is open, or null.
  @Nullable DualLevel dual;

  /// A transform and the ones around it.
  record Level(Transform transform, @Nullable Level below) {}

  static ThreadState current() {
    return CURRENT.get();
  }

  /// The next sequence number of a node.
  long next() {
    return sequence++;
  }

  void push(Transform transform) {
    top = new Level(transform, top);
  }
}
