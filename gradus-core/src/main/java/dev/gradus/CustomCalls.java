package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Edge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs and records operations that a user wrote.
final class CustomCalls {
  private CustomCalls() {}

  static Tensor[] run(ThreadState s, CustomOperation op, Tensor[] x) {
    long needs = s.gradEnabled ? Call.needs(x) : 0;
    // A level of a function transform may want gradients that are none here.
    op.begin(s.innermostFunction() == null ? needs : -1L);
    boolean grad = s.gradEnabled;
    s.gradEnabled = false;
    Tensor[] y;
    try {
      y = op.forwardAll(x).clone();
    } finally {
      s.gradEnabled = grad;
    }
    Tensor[] dirty = op.dirty();
    checkDirty(dirty, y, needs != 0);
    for (int k = 0; k < y.length; k++) {
      y[k] = isIn(dirty, y[k]) ? y[k] : ownResult(y[k], x);
    }
    for (Tensor t : dirty) {
      t.bumpVersion(op.name());
    }
    if (needs != 0) {
      record(s, op, x, y, dirty);
    }
    return y;
  }

  private static void checkDirty(Tensor[] dirty, Tensor[] y, boolean recorded) {
    for (Tensor t : dirty) {
      if (recorded && y.length > 1 && t.isView()) {
        throw new GradusStateException(
            "If your Function modifies inplace an input that is a view of another Tensor, your Function cannot return more than one Tensor. This is not supported by the current autograd engine. "
                + "You should either make sure the input is not a view (using .clone() for example) or make your Function only return one Tensor (potentially splitting it into two Functions: one doing the inplace that returns a single Tensor and a second one that does the other operations). You can ask on the forum https://discuss.pytorch.org/ if you need help to do this change.");
      }
      if (!isIn(y, t)) {
        throw new GradusStateException(
            "Some elements marked as dirty during the forward method were not returned as output. The inputs that are modified inplace must all be outputs of the Function.");
      }
      if (recorded && t.requiresGrad() && t.isLeaf()) {
        throw new GradusStateException(
            "a leaf Variable that requires grad has been used in an in-place operation.");
      }
    }
  }

  // An input that is returned as it is becomes a view of itself; a view that was made inside keeps
  // nothing of the history that it would have; neither may be changed in place.
  private static Tensor ownResult(Tensor y, Tensor[] x) {
    if (isIn(x, y)) {
      Tensor alias = y.aliasWithoutHistory();
      alias.becomeCustomView(y);
      return alias;
    }
    ViewInfo view = y.viewInfo();
    if (view != null) {
      y.becomeCustomView(view.base);
      return y;
    }
    return y.rawEdge() == null ? y : y.aliasWithoutHistory();
  }

  /// Records a call that was made below a level of a function transform: inputs and results that
  /// were kept there are kept here as what they are at this level.
  ///
  /// @param v the inputs below
  /// @param below the results below
  static void recordAt(
      GradLevel level, CustomOperation op, Tensor[] x, Tensor[] v, Tensor[] y, Tensor[] below) {
    Tensor[] dirty = op.dirty();
    List<Tensor> changed = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      if (isIn(dirty, v[i]) && !changed.contains(x[i])) {
        x[i].bumpVersion(op.name());
        changed.add(x[i]);
      }
    }
    if (!level.recording() || level.needs(x) == 0) {
      return;
    }
    @Nullable Tensor[] kept = op.kept().clone();
    for (int i = 0; i < kept.length; i++) {
      kept[i] = atLevel(atLevel(kept[i], v, x), below, y);
    }
    record(level.state, op, kept, level.constants(x), y, changed.toArray(Tensor[]::new));
  }

  private static @Nullable Tensor atLevel(@Nullable Tensor kept, Tensor[] below, Tensor[] at) {
    int i = Arrays.asList(below).indexOf(kept);
    return i < 0 ? kept : at[i];
  }

  private static void record(
      ThreadState s, CustomOperation op, Tensor[] x, Tensor[] y, Tensor[] dirty) {
    record(s, op, op.kept(), x, y, dirty);
  }

  private static void record(
      ThreadState s,
      CustomOperation op,
      @Nullable Tensor[] kept,
      Tensor[] x,
      Tensor[] y,
      Tensor[] dirty) {
    OpNode node = new OpNode(op, Call.edges(x), s.next());
    node.saveOthers(kept, y, s.modes);
    for (int k = 0; k < y.length; k++) {
      if (!y[k].dtype().isDifferentiable() || !op.isDifferentiable(k)) {
        continue;
      }
      DType dtype = op.gradDtype(k);
      TensorMeta own = y[k].meta();
      Edge<Tensor> edge = node.result(k, dtype == null ? own : own.withGradDtype(dtype));
      if (isIn(dirty, y[k])) {
        y[k].rebaseHistory(node, edge, s.next());
      } else {
        y[k].setEdge(edge);
      }
    }
    op.recorded(node::savedOthers);
    s.created(node);
  }

  private static boolean isIn(Tensor[] all, Tensor t) {
    return Arrays.asList(all).contains(t);
  }
}
