package dev.gradus.graph;

import org.jspecify.annotations.Nullable;

/// What the engine knows about the values that flow through a graph: how to add them.
public interface Space<V> {
  /// The sum of two gradients, as a new value.
  V add(V a, V b);

  /// The value made to fit the place that `meta` describes, e.g. summed over broadcast dimensions.
  ///
  /// @param from the node that produced it, or null for a gradient given by the caller
  /// @param index which output of that node it is
  V fit(V value, Object meta, @Nullable Node<V> from, int index);

  /// An empty array of values.
  @Nullable V[] array(int length);

  /// Called when a value is handed on along an edge, so that the space can tell a value that only
  /// one place holds from a shared one.
  default void handedOn(V value) {}

  /// Called with a value that a hook was given or has returned: the hook may keep it.
  default void shown(V value) {}

  /// Refuses what a hook returned in the place of some values: another number of them, or others
  /// that do not look alike.
  default void checkReplaced(@Nullable V[] values, @Nullable V[] replaced) {}

  /// Called before a pass.
  default void begins(Run<V> run) {}

  /// Called after a pass, whether it failed or not.
  default void ends(Run<V> run) {}

  /// Called with every gradient a node produced; may throw (anomaly mode).
  default void check(Node<V> from, @Nullable V[] gradients) {}

  /// Called when a node throws, before the exception goes on (anomaly mode).
  default void failed(Node<V> from, RuntimeException reason) {}
}
