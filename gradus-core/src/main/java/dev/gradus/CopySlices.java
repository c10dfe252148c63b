package dev.gradus;

import dev.gradus.graph.Edge;
import dev.gradus.graph.Node;
import dev.gradus.graph.Wanted;
import dev.gradus.op.view.SameMemory;
import dev.gradus.shape.Layout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The node of a base that was changed through one of its views. See Note [Rewriting history].
final class CopySlices extends Node<Tensor> {
  private final Layout base;
  private final TensorMeta meta;
  private final ViewOperation part;
  private @Nullable OpNode changed;

  /// Wraps the node of the operation that changed the view.
  CopySlices(Tensor baseTensor, Tensor view, OpNode changed, long sequence) {
    super(withBase(changed.edges(), baseTensor.gradientEdge()), sequence);
    this.base = baseTensor.layout();
    this.meta = baseTensor.meta();
    this.part = SameMemory.of(view, baseTensor);
    this.changed = changed;
  }

  private static @Nullable Edge<Tensor>[] withBase(
      @Nullable Edge<Tensor>[] edges, @Nullable Edge<Tensor> base) {
    @Nullable Edge<Tensor>[] replaced = edges.clone();
    replaced[0] = base;
    return replaced;
  }

  @Override
  protected @Nullable Tensor[] apply(@Nullable Tensor[] incoming, Wanted wanted) {
    Tensor g = incoming[0];
    OpNode fn = changed;
    if (g == null) {
      return new Tensor[edges().length];
    }
    if (fn == null) {
      throw OpNode.freed(name());
    }
    // The gradient in the base's own geometry, so that the view's strides pick its part.
    Tensor whole = Blank.like(g, base.at(0)).copy_(g);
    Tensor slice = Call.run(part, whole);
    // What was saved is for the inputs that required grad when the operation was recorded.
    Wanted recorded = i -> fn.edges()[i] != null && wanted.input(i);
    @Nullable Tensor[] inner = fn.apply(new @Nullable Tensor[] {slice.clone()}, recorded);
    @Nullable Tensor[] out = new @Nullable Tensor[edges().length];
    for (int i = 1; i < out.length && i < inner.length; i++) {
      out[i] = inner[i];
    }
    if (wanted.input(0)) {
      Tensor own = inner[0];
      Tensor target = Call.run(part, whole);
      if (own == null) {
        target.zero_();
      } else {
        target.copy_(own);
      }
      out[0] = whole;
    }
    return out;
  }

  @Override
  protected String details() {
    return OpNode.details(this, meta, saved());
  }

  @Override
  public Object resultMeta(int k) {
    return meta;
  }

  /// The node of the operation that changed the view, or null once it was freed.
  @Nullable OpNode changed() {
    return changed;
  }

  /// What the wrapped node keeps.
  List<SavedTensor> saved() {
    OpNode fn = changed;
    return fn == null ? List.of() : fn.saved();
  }

  @Override
  public void release() {
    OpNode fn = changed;
    if (fn != null) {
      fn.release();
    }
    changed = null;
  }

  @Override
  public String name() {
    return "torch::autograd::CopySlices";
  }
}
