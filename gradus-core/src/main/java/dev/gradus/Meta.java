package dev.gradus;

import dev.gradus.dtype.DType;
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

  /// Stated by the user; null for the tensor's own.
  @Nullable GradDtype gradDtype;

  /// The dtype that gradients must have.
  ///
  /// @param dtype null for any
  record GradDtype(@Nullable DType dtype) {}

  /// The tangents, one for each level of forward mode that knows the tensor.
  @Nullable Tangent tangents;

  /// A tangent at a level, or that there is none although the base of the tensor may have one.
  record Tangent(DualLevel level, @Nullable Tensor value, @Nullable Tangent next) {}

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

  /// The tangent at a level, or null if the level does not know the tensor.
  @Nullable Tangent tangent(DualLevel level) {
    Tangent t = tangents;
    while (t != null && t.level != level) {
      t = t.next;
    }
    return t;
  }

  /// Sets the tangent at a level; those of closed levels are dropped.
  void putTangent(DualLevel level, @Nullable Tensor value) {
    tangents = new Tangent(level, value, others(tangents, level));
  }

  private static @Nullable Tangent others(@Nullable Tangent t, DualLevel level) {
    if (t == null) {
      return null;
    }
    Tangent rest = others(t.next, level);
    if (t.level == level || t.level.isClosed()) {
      return rest;
    }
    return rest == t.next ? t : new Tangent(t.level, t.value, rest);
  }

  /// Stores the gradient; its memory outlasts the scope it was made in.
  void putGrad(@Nullable Tensor g) {
    grad = g;
    if (g != null) {
      g.storage().hold();
    }
  }

  /// Forgets the gradient; its memory is used again if nobody can have seen it. See Note [Gradients
  /// that come back].
  synchronized void clearGrad() {
    Tensor g = grad;
    grad = null;
    if (g != null) {
      TensorSpace.cleared(g);
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
