package dev.gradus.graph;

/// Takes a hook away again; doing so twice is harmless.
@FunctionalInterface
public interface Handle extends AutoCloseable {
  /// Removes the hook.
  void remove();

  @Override
  default void close() {
    remove();
  }
}
