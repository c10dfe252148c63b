package dev.gradus.autograd;

import dev.gradus.Mode;
import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.List;

/// Several backward passes that run each checkpointed function again at most once together.
///
/// The passes must not read the same saved values. What was computed again lives until the group is
/// closed.
///
/// ```java
/// try (var _ = GraphExecGroup.open()) {
///   backward(List.of(a), null, only(w));
///   backward(List.of(b), null, only(v));
/// }
/// ```
///
/// **Source**: torch.utils.checkpoint.GraphExecGroup.
public final class GraphExecGroup {
  private final List<Runnable> atEnd = new ArrayList<>();

  private GraphExecGroup() {}

  /// Opens a group on this thread. **Errors**: one is open.
  public static Mode open() {
    CheckpointSettings now = CheckpointSettings.current();
    if (now.group() != null) {
      throw new GradusStateException(
          "GraphExecGroup contexts cannot be nested. Already in group " + now.group());
    }
    GraphExecGroup group = new GraphExecGroup();
    return now.withGroup(group).open("GraphExecGroup", group::end);
  }

  void atEnd(Runnable task) {
    atEnd.add(task);
  }

  private void end() {
    atEnd.forEach(Runnable::run);
    atEnd.clear();
  }

  @Override
  public String toString() {
    return "GraphExecGroup";
  }
}
