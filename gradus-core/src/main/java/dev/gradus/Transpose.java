package dev.gradus;

import dev.gradus.graph.Edge;
import dev.gradus.graph.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Forward mode for an operation that states none.
///
/// `backward` is linear in its gradient: u ↦ uᵀJ. Differentiating ⟨uᵀJ, t⟩ by u gives J t, the
/// tangent of the result; the value of u does not matter. Of complex tensors ⟨a, b⟩ is the real
/// part of the sum of conj(a) · b: real and imaginary parts are variables of their own.
final class Transpose {
  private Transpose() {}

  static @Nullable Tensor[] jvp(Operation op, Tensor[] x, Tensor[] y, @Nullable Tensor[] t) {
    if (ThreadState.current().top != null) {
      return atOwnLevel(op, x, y, t);
    }
    @Nullable Tensor[] out = new @Nullable Tensor[y.length];
    Tensor[] u = new Tensor[y.length];
    boolean[] live = new boolean[y.length];
    boolean recorded = ThreadState.current().gradEnabled;
    try (var _ = Gradus.enableGrad()) {
      for (int k = 0; k < y.length; k++) {
        live[k] = y[k].dtype().isDifferentiable() && op.isDifferentiable(k);
        // Not requiresGrad_(), which a user may not call where a function transform is open.
        u[k] = Gradus.zerosLike(y[k]);
        u[k].setLeafRequiresGrad(live[k]);
      }
      Tensor inner = product(op, x, y, t, u);
      if (inner == null || !inner.requiresGrad()) {
        return out;
      }
      List<Edge<Tensor>> edges = new ArrayList<>();
      for (Tensor v : u) {
        Edge<Tensor> e = v.gradientEdge();
        if (e != null) {
          edges.add(e);
        }
      }
      @Nullable Tensor[] g = Autograd.capture(inner, Targets.capture(edges), recorded);
      for (int k = 0, n = 0; k < y.length; k++) {
        out[k] = live[k] ? g[n++] : null;
      }
      return out;
    }
  }

  // Below other transforms u must have a history of its own that none of them sees.
  private static @Nullable Tensor[] atOwnLevel(
      Operation op, Tensor[] x, Tensor[] y, @Nullable Tensor[] t) {
    @Nullable Tensor[] out = new @Nullable Tensor[y.length];
    try (GradLevel level = GradLevel.open()) {
      Tensor[] u = new Tensor[y.length];
      boolean[] live = new boolean[y.length];
      for (int k = 0; k < y.length; k++) {
        live[k] = y[k].dtype().isDifferentiable() && op.isDifferentiable(k);
        u[k] = level.wrap(Gradus.zerosLike(y[k]), live[k]);
      }
      Tensor inner = product(op, x, y, t, u);
      if (inner == null || !inner.requiresGrad()) {
        return out;
      }
      Tensor[] by =
          IntStream.range(0, u.length)
              .filter(k -> live[k])
              .mapToObj(k -> u[k])
              .toArray(Tensor[]::new);
      Tensor[] g = level.grad(new Tensor[] {inner}, by, new Tensor[] {Gradus.onesLike(inner)});
      for (int k = 0, n = 0; k < y.length; k++) {
        out[k] = live[k] ? g[n++] : null;
      }
      return out;
    }
  }

  private static @Nullable Tensor product(
      Operation op, Tensor[] x, Tensor[] y, @Nullable Tensor[] t, Tensor[] u) {
    OpNode node = detachedNode(op, x, y, t);
    @Nullable Tensor[] grads = op.backwardAll(new Backward(node, i -> t[i] != null), u);
    Tensor sum = null;
    for (int i = 0; i < x.length; i++) {
      Tensor g = grads[i];
      Tensor v = t[i];
      if (g != null && v != null) {
        TensorMeta meta = x[i].meta();
        Tensor term = TensorSpace.INSTANCE.fit(g, meta, null, i).conj().mul(v).real().sum();
        sum = sum == null ? term : sum.add(term);
      }
    }
    return sum;
  }

  // A node that nothing leads to, only to carry what `backward` reads.
  private static OpNode detachedNode(Operation op, Tensor[] x, Tensor[] y, @Nullable Tensor[] t) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    @Nullable Edge<Tensor>[] edges = new Edge[x.length];
    long needs = 0;
    for (int i = 0; i < x.length; i++) {
      if (t[i] != null) {
        needs |= 1L << Math.min(i, 63);
        edges[i] = new Edge<>(new AccumulateGrad(x[i]), 0, x[i].meta());
      }
    }
    OpNode node = new OpNode(op, edges, 0);
    node.saveInputs(x, op.savesInputs(x, needs));
    node.keepOutputs(y);
    if (op instanceof CustomOperation custom) {
      node.saveOthers(custom.kept(), y, null);
    }
    return node;
  }
}
