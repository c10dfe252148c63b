package dev.gradus.autograd;

import dev.gradus.Mode;
import org.jspecify.annotations.Nullable;

/// What a thread has set for all of its checkpoints.
///
/// @param earlyStop overrides the option of that name; null for what the option says
/// @param debug overrides the option of that name; null for what the option says
/// @param group the group of backward passes that is open, or null
record CheckpointSettings(
    @Nullable Boolean earlyStop, @Nullable Boolean debug, @Nullable GraphExecGroup group) {
  private static final ThreadLocal<CheckpointSettings> CURRENT =
      ThreadLocal.withInitial(() -> new CheckpointSettings(null, null, null));

  static CheckpointSettings current() {
    return CURRENT.get();
  }

  CheckpointSettings withEarlyStop(boolean b) {
    return new CheckpointSettings(b, debug, group);
  }

  CheckpointSettings withDebug(@Nullable Boolean b) {
    return new CheckpointSettings(earlyStop, b, group);
  }

  CheckpointSettings withGroup(GraphExecGroup other) {
    return new CheckpointSettings(earlyStop, debug, other);
  }

  /// Sets this until the mode is closed.
  Mode open(String name, Runnable atClose) {
    CheckpointSettings before = CURRENT.get();
    CURRENT.set(this);
    return Mode.of(
        name,
        () -> {
          CURRENT.set(before);
          atClose.run();
        });
  }

  /// The options as this thread overrides them.
  CheckpointOptions applied(CheckpointOptions options) {
    CheckpointOptions o = earlyStop == null ? options : options.withEarlyStop(earlyStop);
    return debug == null ? o : o.withDebug(debug);
  }
}
