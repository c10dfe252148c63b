package dev.gradus;

import dev.gradus.graph.Edge;
import dev.gradus.graph.Node;
import dev.gradus.graph.Wanted;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// The node of a leaf: it adds what arrives to the leaf's `grad`.
public final class AccumulateGrad extends Node<Tensor> {
  private final Tensor variable;

  AccumulateGrad(Tensor variable) {
    super(noEdges(), FIRST);
    this.variable = variable;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static @Nullable Edge<Tensor>[] noEdges() {
    return new Edge[0];
  }

  /// The leaf.
  public Tensor variable() {
    return variable;
  }

  @Override
  protected @Nullable Tensor[] apply(@Nullable Tensor[] incoming, Wanted wanted) {
    Tensor g = incoming[0];
    // The flag may have been cleared since the graph was recorded.
    if (g != null && variable.requiresGrad()) {
      Meta meta = variable.metaOrCreate();
      synchronized (meta) {
        meta.putGrad(accumulated(meta.grad(), g));
      }
      meta.runPostAccumulate(variable);
    }
    return new Tensor[0];
  }

  // Without createGraph the sum goes into the existing gradient, whose identity stays; a first
  // gradient that nothing else can hold is taken as it is.
  private Tensor accumulated(@Nullable Tensor old, Tensor g) {
    ThreadState s = ThreadState.current();
    if (s.gradEnabled) {
      return old == null ? laidOut(s, g) : old.add(g);
    }
    if (old != null) {
      return old.add_(g);
    }
    boolean own = g.handedOn <= 1 && g.viewInfo() == null && hooksOrNone() && fits(s, g);
    return own ? g : laidOut(s, g);
  }

  private Tensor laidOut(ThreadState s, Tensor g) {
    return s.anyGradLayout ? g.clone() : variable.gradLike(g);
  }

  private boolean hooksOrNone() {
    return !variable.hasHooks();
  }

  private boolean fits(ThreadState s, Tensor g) {
    boolean strides =
        s.anyGradLayout
            ? g.layout().isDense()
            : g.layout().isContiguous() && variable.layout().isContiguous();
    return strides && g.storage().slots() == g.numel();
  }

  @Override
  protected String details() {
    return variable.dtype().torchName() + " " + Sizes.text(variable.layout().sizes());
  }

  @Override
  public Object resultMeta(int k) {
    return variable.leafMeta();
  }

  @Override
  public String name() {
    return "torch::autograd::AccumulateGrad";
  }
}
