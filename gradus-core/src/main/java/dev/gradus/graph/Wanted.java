package dev.gradus.graph;

/// Which of a node's gradients a run will use.
public interface Wanted {
  /// Whether the gradient of input `i` is needed.
  boolean input(int i);
}
