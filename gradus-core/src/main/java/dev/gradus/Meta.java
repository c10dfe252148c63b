package dev.gradus;

import dev.gradus.graph.Handle;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The part of a tensor that few tensors have: its gradient, hooks and marks.
final class Meta {
  private @Nullable Tensor grad;
  boolean retainsGrad;
  boolean isParameter;

  /// The tangent at the open forward-mode level.
  @Nullable Tensor tangent;

  @Nullable DualLevel tangentLevel;

  private volatile List<PostAccumulate> postAccumulate = List.of();

  // One registration; the same function may be registered several times.
  private static final class PostAccumulate {
    final Consumer<Tensor> hook;

    PostAccumulate(Consumer<Tensor> hook) {
      this.hook = hook;
    }
  }

  @Nullable Tensor grad() {
    return grad;
  }

  /// Stores the gradient; its memory outlasts the scope it was made in.
  void putGrad(@Nullable Tensor g) {
    grad = g;
    if (g != null) {
      g.storage().hold();
    }
  }

  synchronized Handle addPostAccumulate(Consumer<Tensor> hook) {
    PostAccumulate entry = new PostAccumulate(hook);
    postAccumulate = Stream.concat(postAccumulate.stream(), Stream.of(entry)).toList();
    return () -> removePostAccumulate(entry);
  }

  private synchronized void removePostAccumulate(PostAccumulate entry) {
    postAccumulate = postAccumulate.stream().filter(e -> e != entry).toList();
  }

  boolean hasPostAccumulate() {
    return !postAccumulate.isEmpty();
  }

  void runPostAccumulate(Tensor variable) {
    for (PostAccumulate entry : postAccumulate) {
      entry.hook.accept(variable);
    }
  }
}
