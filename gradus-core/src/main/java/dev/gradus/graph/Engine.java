package dev.gradus.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs graphs backward.
///
/// Iterative: a chain of a million nodes needs no deep stack. Everything runs on the calling
/// thread; several threads may run at once, also over shared nodes if the graph is kept.
public final class Engine<V> {
  private final Space<V> space;

  /// An engine for values of that space.
  public Engine(Space<V> space) {
    this.space = space;
  }

  /// Runs the graph below the roots.
  ///
  /// @param roots where to start
  /// @param gradients the gradient of each root
  /// @param targets what the pass is for
  /// @param keepGraph whether nodes keep what they saved
  /// @return the captured gradients in the order of the targets; null where none arrived
  public @Nullable V[] run(
      List<Edge<V>> roots, List<V> gradients, Targets<V> targets, boolean keepGraph) {
    EngineRun<V> run = new EngineRun<>(space, keepGraph);
    space.begins(run);
    try {
      return run.run(roots, gradients, targets);
    } finally {
      space.ends(run);
    }
  }
}
