package dev.gradus.graph;

import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// What a backward pass is for.
///
/// @param edges the places whose gradients are asked for
/// @param restrict whether only nodes on a path to them run
/// @param capture whether their gradients are returned; otherwise their nodes run like all others
/// @param unreachable called, before anything runs, with the number of an edge that no root leads
///   to; may throw
public record Targets<V>(
    List<Edge<V>> edges, boolean restrict, boolean capture, @Nullable IntConsumer unreachable) {
  /// Everything runs; nothing is returned.
  public static <V> Targets<V> all() {
    return new Targets<>(List.of(), false, false, null);
  }

  /// Only what leads to the edges runs, their nodes included.
  public static <V> Targets<V> run(List<Edge<V>> edges) {
    return new Targets<>(edges, true, false, null);
  }

  /// Only what leads to the edges runs; the gradients that arrive there are returned.
  public static <V> Targets<V> capture(List<Edge<V>> edges) {
    return new Targets<>(edges, true, true, null);
  }

  /// As [#capture(List)]; `unreachable` is called, before anything runs, with the number of an edge
  /// that no root leads to, and may throw.
  public static <V> Targets<V> capture(List<Edge<V>> edges, IntConsumer unreachable) {
    return new Targets<>(edges, true, true, unreachable);
  }
}
