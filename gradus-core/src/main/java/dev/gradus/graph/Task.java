package dev.gradus.graph;

import org.jspecify.annotations.Nullable;

/// One node within one run: how many gradients it still waits for, and what has arrived.
final class Task<V> implements Wanted {
  final EngineRun<V> run;
  final Node<V> node;
  int waiting;
  boolean needed = true;

  /// Whether a gradient that arrives here is asked for.
  boolean target;

  @Nullable V[] incoming;
  int order;

  Task(EngineRun<V> run, Node<V> node) {
    this.run = run;
    this.node = node;
    this.incoming = run.space().array(node.outputs());
  }

  @Override
  public boolean input(int i) {
    Edge<V> edge = node.edges()[i];
    if (edge == null) {
      return false;
    }
    return !run.restricted() || run.wants(edge);
  }

  boolean before(Task<V> other) {
    long a = node.sequence();
    long b = other.node.sequence();
    return a != b ? a > b : order < other.order;
  }
}
