package dev.gradus;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The part of a tensor that few tensors have: its gradient, hooks and marks.
final class Meta {
  @Nullable Tensor grad;
  boolean retainsGrad;
  boolean isParameter;

  /// The tangent at the open forward-mode level.
  @Nullable Tensor tangent;

  @Nullable DualLevel tangentLevel;

  private volatile List<Consumer<Tensor>> postAccumulate = List.of();

  synchronized void addPostAccumulate(Consumer<Tensor> hook) {
    postAccumulate =
        java.util.stream.Stream.concat(postAccumulate.stream(), java.util.stream.Stream.of(hook))
            .toList();
  }

  synchronized void removePostAccumulate(Consumer<Tensor> hook) {
    postAccumulate = postAccumulate.stream().filter(h -> h != hook).toList();
  }

  boolean hasPostAccumulate() {
    return !postAccumulate.isEmpty();
  }

  void runPostAccumulate(Tensor variable) {
    for (Consumer<Tensor> hook : postAccumulate) {
      hook.accept(variable);
    }
  }
}
