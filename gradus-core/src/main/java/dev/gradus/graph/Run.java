package dev.gradus.graph;

/// A backward pass that is going on: for hooks.
public interface Run<V> {
  /// Whether a node belongs to this pass and was or will be executed or captured in it.
  boolean reaches(Node<V> node);

  /// Whether only what leads to stated inputs runs.
  boolean isLimited();

  /// Has something done at the end of this pass, if it succeeds; in order of the calls.
  void afterwards(Runnable task);
}
