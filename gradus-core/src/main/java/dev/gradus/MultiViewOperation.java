package dev.gradus;

import dev.gradus.shape.Layout;
import org.jspecify.annotations.Nullable;

/// An operation whose results all share the memory of its input; they may not be changed in place.
public interface MultiViewOperation extends Operation {
  /// The geometry of each view.
  Layout[] views(Layout x);

  /// The same views of every example of a batch, which is dimension 0; null if there is no rule.
  default @Nullable MultiViewOperation batched(Batching b) {
    return null;
  }

  @Override
  default Tensor @Nullable [] batchAll(Batching b, Tensor[] x) {
    MultiViewOperation all = batched(b);
    return all == null ? null : Call.runAll(all, x[0]);
  }

  @Override
  default Tensor[] forwardAll(Tensor[] x) {
    Layout[] views = views(x[0].layout());
    Tensor[] y = new Tensor[views.length];
    for (int k = 0; k < y.length; k++) {
      y[k] = Tensor.wrap(x[0].storage(), views[k], x[0].dtype());
    }
    return y;
  }

  @Override
  default @Nullable Tensor[] jvpAll(Tensor[] x, Tensor[] y, @Nullable Tensor[] t) {
    Tensor only = t[0];
    return only == null ? new Tensor[y.length] : Call.runAll(this, only);
  }

  /// The first gradient that arrived; one did, or the node would not run.
  static Tensor any(@Nullable Tensor[] g) {
    for (Tensor t : g) {
      if (t != null) {
        return t;
      }
    }
    throw new IllegalStateException("no gradient arrived");
  }

  /// The gradients with zeros for those that did not arrive; all results have the same sizes.
  static Tensor[] materialized(@Nullable Tensor[] g) {
    Tensor like = any(g);
    Tensor[] all = new Tensor[g.length];
    for (int k = 0; k < g.length; k++) {
      Tensor t = g[k];
      all[k] = t == null ? Gradus.zerosLike(like) : t;
    }
    return all;
  }
}
