package dev.gradus;

import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A level of reverse mode: tensors that belong to it have a history of their own, apart from that
/// of the levels around it. See Note [Levels of function transforms].
///
/// For writers of transforms; [dev.gradus.autograd.Func] is what one uses.
public final class GradLevel extends FunctionLevel {
  // While its own gradients are computed nothing is recorded at this level, only below.
  private boolean quiet;

  private GradLevel() {}

  /// Opens a level on this thread.
  public static GradLevel open() {
    GradLevel level = new GradLevel();
    level.enter(true);
    return level;
  }

  /// The tensor at this level, a leaf.
  public Tensor wrap(Tensor value, boolean requiresGrad) {
    Tensor x = wrapped(value);
    if (requiresGrad) {
      x.setLeafRequiresGrad(true);
    }
    return x;
  }

  /// The tensor below this level.
  public Tensor unwrap(Tensor x) {
    return value(x);
  }

  /// The gradients of results by leaves of this level, zeros where there are none; the level need
  /// not be open any more.
  public Tensor[] grad(Tensor[] outputs, Tensor[] inputs, Tensor[] weights) {
    List<Tensor> roots = new ArrayList<>();
    List<Tensor> seeds = new ArrayList<>();
    for (int k = 0; k < outputs.length; k++) {
      Tensor y = outputs[k];
      if (valueOrNull(y) != null && y.requiresGrad()) {
        roots.add(y);
        seeds.add(weights[k]);
      }
    }
    @Nullable Tensor[] found = new @Nullable Tensor[inputs.length];
    boolean reopened = !isOpen();
    boolean grad = state.gradEnabled;
    boolean before = quiet;
    if (reopened) {
      enter(true);
    }
    quiet = true;
    try {
      if (!roots.isEmpty()) {
        GradOptions options = GradOptions.retaining().withCreateGraph(true).withAllowUnused(true);
        found = Autograd.grad(roots, List.of(inputs), seeds, options);
      }
    } finally {
      quiet = before;
      if (reopened) {
        close();
        state.gradEnabled = grad;
      }
    }
    Tensor[] all = new Tensor[found.length];
    for (int i = 0; i < all.length; i++) {
      Tensor g = found[i];
      all[i] = g == null ? Gradus.zerosLike(value(inputs[i])) : value(g);
    }
    return all;
  }

  private Tensor wrapped(Tensor value) {
    Tensor t = Tensor.wrapping(new Wrapped(this, value), value.storage(), value.layout());
    t.markShared();
    return t;
  }

  // --- Operations ---

  @Override
  public Tensor[] run(Operation op, Tensor[] x) {
    Tensor[] v = new Tensor[x.length];
    boolean own = false;
    for (int i = 0; i < x.length; i++) {
      adopt(x[i]);
      v[i] = value(x[i]);
      own |= valueOrNull(x[i]) != null;
    }
    Tensor[] below = below(() -> Call.all(op, v));
    if (!own) {
      return below;
    }
    Tensor[] y = new Tensor[below.length];
    for (int k = 0; k < y.length; k++) {
      y[k] = result(below[k], x, v);
    }
    becomeViews(op, x, y);
    if (op instanceof CustomOperation custom) {
      CustomCalls.recordAt(this, custom, x, v, y, below);
    } else {
      long needs = recording() ? needs(x) : 0;
      if (needs != 0) {
        Call.recordAll(state, op, constants(x), needs, y);
      }
    }
    return y;
  }

  /// Whether operations are recorded at this level now.
  boolean recording() {
    return state.gradEnabled && !quiet;
  }

  private Tensor result(Tensor below, Tensor[] x, Tensor[] v) {
    for (int i = 0; i < v.length; i++) {
      if (v[i] == below) {
        return x[i];
      }
    }
    return wrapped(below);
  }

  private void becomeViews(Operation op, Tensor[] x, Tensor[] y) {
    boolean multi = op instanceof MultiViewOperation;
    if (multi || op instanceof SingleOperation one && one.asView() != null) {
      for (Tensor part : y) {
        if (part != x[0]) {
          part.becomeView(x[0], state, multi);
        }
      }
    }
  }

  /// Which inputs require grad at this level, as a bit set.
  long needs(Tensor[] x) {
    long needs = 0;
    for (int i = 0; i < x.length; i++) {
      if (valueOrNull(x[i]) != null && x[i].requiresGrad()) {
        needs |= 1L << Math.min(i, 63);
      }
    }
    return needs;
  }

  /// The inputs, those of other levels as constants of this one: their own history is no business
  /// of this level.
  Tensor[] constants(Tensor[] x) {
    Tensor[] all = x;
    for (int i = 0; i < x.length; i++) {
      if (valueOrNull(x[i]) == null && x[i].requiresGrad()) {
        all = all == x ? x.clone() : all;
        all[i] = wrapped(value(x[i]));
      }
    }
    return all;
  }

  // --- In place ---

  @Override
  public void runInPlace(InPlaceOperation op, Tensor[] x) {
    boolean others = false;
    for (int i = 1; i < x.length; i++) {
      adopt(x[i]);
      others |= valueOrNull(x[i]) != null;
    }
    adopt(x[0]);
    if (valueOrNull(x[0]) == null) {
      if (!isBornInside(x[0])) {
        throw captured(op);
      }
      if (others) {
        lift(x[0]);
      }
    }
    Tensor[] v = new Tensor[x.length];
    for (int i = 0; i < x.length; i++) {
      v[i] = value(x[i]);
    }
    if (valueOrNull(x[0]) == null) {
      below(() -> Call.inPlace(op, v));
      return;
    }
    long needs = recording() ? needs(x) : 0;
    InPlaceCalls.runAt(
        state,
        op,
        constants(x),
        needs,
        () -> {
          below(() -> Call.inPlace(op, v));
          if (op instanceof LayoutChange) {
            x[0].relayout(v[0].layout());
          }
        });
  }

  private static GradusStateException captured(InPlaceOperation op) {
    return new GradusStateException(
        "During a grad (vjp, jvp, grad, etc) transform, the function provided attempted to call in-place operation (aten::"
            + op.name()
            + "_) that would mutate a captured Tensor. This is not supported; please rewrite the function being transformed to explicitly accept the mutated Tensor(s) as inputs.");
  }

  // A tensor made inside, which was a constant until now, takes part from here on.
  private void lift(Tensor x) {
    ViewInfo view = x.viewInfo();
    if (view != null && valueOrNull(view.base) == null) {
      lift(view.base);
    }
    x.liftTo(this, view == null ? null : value(view.base));
  }

  // A view of a tensor that was lifted after the view was made.
  private void adopt(Tensor x) {
    ViewInfo view = x.viewInfo();
    if (view != null && x.wrapped() == null && valueOrNull(view.base) != null) {
      lift(x);
    }
  }
}
