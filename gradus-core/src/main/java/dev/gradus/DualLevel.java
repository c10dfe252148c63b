package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Edge;
import dev.gradus.op.view.SameMemory;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One level of forward mode: tensors carry tangents, and every operation computes the tangent of
/// its result beside it. Reverse recording goes on below, so that tangents have gradients.
///
/// ```java
/// try (var level = dualLevel()) {
///   Tensor x = level.makeDual(tensor(2.0), tensor(1.0));
///   Tensor slope = level.tangent(x.mul(x));
/// }
/// ```
public final class DualLevel implements Transform, AutoCloseable {
  private final ThreadState state;
  private final Thread owner = Thread.currentThread();
  private boolean closed;

  private DualLevel(ThreadState state) {
    this.state = state;
  }

  /// Opens a level inside whatever levels there are, for function transforms: unlike
  /// [Gradus#dualLevel] they nest.
  public static DualLevel nested() {
    ThreadState s = ThreadState.current();
    DualLevel level = new DualLevel(s);
    s.push(level);
    return level;
  }

  boolean isClosed() {
    return closed;
  }

  static DualLevel open() {
    ThreadState s = ThreadState.current();
    if (s.dual != null) {
      throw new GradusStateException("Nested forward mode AD is not supported at the moment");
    }
    DualLevel level = new DualLevel(s);
    s.dual = level;
    s.push(level);
    return level;
  }

  /// The level that is open on this thread.
  static DualLevel current() {
    DualLevel level = ThreadState.current().dual;
    if (level == null) {
      throw new GradusStateException(
          "Trying to create a dual Tensor for forward AD but no level exists, make sure to enter_dual_level() first."
              + "\nOpen one: try (var level = dualLevel()) { … }.");
    }
    return level;
  }

  /// The tensor and its tangent at this level.
  public DualTensor unpackDual(Tensor x) {
    return new DualTensor(primal(x), tangent(x));
  }

  /// A view of the tensor that carries a tangent.
  ///
  /// @throws GradusArgumentException if the tangent has other sizes or dtype, or the dtype has no
  ///   derivatives
  public Tensor makeDual(Tensor x, Tensor tangent) {
    checkOpen();
    if (!x.dtype().isDifferentiable()) {
      throw new GradusArgumentException(
          "Expected primal to be floating point or complex, but got: " + x.dtype());
    }
    if (!tangent.dtype().isDifferentiable()) {
      throw new GradusArgumentException(
          "Expected tangent to be floating point or complex, but got: " + tangent.dtype());
    }
    if (!x.layout().sameSizes(tangent.layout())) {
      throw new GradusArgumentException(
          "Trying to set a forward gradient that has a different size than that of the original Tensor, this is not supported. Tensor is of size "
              + Sizes.text(x.layout().sizes())
              + " while the given forward gradient is of size "
              + Sizes.text(tangent.layout().sizes())
              + ".");
    }
    if (x.dtype() != tangent.dtype()) {
      throw new GradusArgumentException(
          "makeDual: the tensor has dtype "
              + x.dtype()
              + ", the tangent "
              + tangent.dtype()
              + "; they must be equal. Use tangent.to("
              + x.dtype()
              + ").");
    }
    return below(() -> {
      Tensor view = x.view(x.layout().sizes());
      // Changes in place of the view change its tangent, which a leaf would refuse.
      set(view, tangent.requiresGrad() && tangent.isLeaf() ? tangent.clone() : tangent);
      return view;
    });
  }

  /// The tangent of a tensor at this level, or null if it has none.
  public @Nullable Tensor tangent(Tensor x) {
    if (closed) {
      return null;
    }
    Meta.Tangent own = known(x);
    if (own != null) {
      return own.value();
    }
    ViewInfo view = x.viewInfo();
    return view == null ? null : tangentOfPart(x, view.base);
  }

  // A view of a tensor that became dual after the view was made.
  private @Nullable Tensor tangentOfPart(Tensor x, Tensor base) {
    Meta.Tangent known = known(base);
    Tensor whole = known == null ? null : known.value();
    if (whole == null) {
      return null;
    }
    Tensor part = below(() -> Call.run(SameMemory.of(x, base), whole));
    put(x, part);
    return part;
  }

  /// The tensor without its tangent.
  public Tensor primal(Tensor x) {
    if (tangent(x) == null) {
      return x;
    }
    Tensor view = below(() -> x.view(x.layout().sizes()));
    put(view, null);
    return view;
  }

  private Meta.@Nullable Tangent known(Tensor x) {
    Meta meta = x.metaOrNull();
    return meta == null ? null : meta.tangent(this);
  }

  private void put(Tensor x, @Nullable Tensor tangent) {
    x.metaOrCreate().putTangent(this, tangent);
  }

  // A tangent lies in memory as its tensor does, so that views of the one are views of the other.
  private void set(Tensor x, @Nullable Tensor tangent) {
    if (tangent == null) {
      return;
    }
    Layout own = x.layout();
    boolean alike =
        own.isContiguous() && tangent.isContiguous()
            || Arrays.equals(own.strides(), tangent.layout().strides())
            || own.mayOverlap();
    put(x, alike ? tangent : Blank.like(tangent, own.at(0)).copy_(tangent));
  }

  // After a change in place. The tangent is changed in place too: views of it see it.
  private void setInPlace(Tensor x, @Nullable Tensor tangent) {
    Tensor own = tangent(x);
    ViewInfo view = x.viewInfo();
    if (own != null) {
      if (tangent == null) {
        own.zero_();
      } else if (tangent != own) {
        own.copy_(tangent);
      }
    } else if (tangent != null && view != null) {
      Tensor base = view.base;
      put(base, Blank.like(tangent, base.layout().at(0)));
      Tensor part = tangentOfPart(x, base);
      if (part != null) {
        part.copy_(tangent);
      }
    } else {
      set(x, tangent);
    }
  }

  private <T> T below(java.util.function.Supplier<T> body) {
    ThreadState.Level saved = state.top;
    if (saved == null || saved.transform() != this) {
      return body.get();
    }
    state.top = saved.below();
    try {
      return body.get();
    } finally {
      state.top = saved;
    }
  }

  @Override
  public Tensor[] run(Operation op, Tensor[] x) {
    return below(() -> {
      Tensor[] y =
          op instanceof SingleOperation one ? new Tensor[] {Call.run(one, x)} : Call.runAll(op, x);
      // A comparison has no tangent, whatever it compares.
      @Nullable Tensor[] t = hasTangents(y) ? tangents(x) : null;
      if (t != null) {
        @Nullable Tensor[] out = op.jvpAll(x, y, t);
        for (int k = 0; k < y.length; k++) {
          if (y[k].dtype().isDifferentiable()) {
            set(y[k], out[k]);
            carry(y[k]);
          }
        }
      } else if (y.length > 0 && y[0].isView() && isPrimal(x[0])) {
        for (Tensor part : y) {
          put(part, null);
        }
      }
      return y;
    });
  }

  private static boolean hasTangents(Tensor[] y) {
    for (Tensor one : y) {
      if (one.dtype().isDifferentiable()) {
        return true;
      }
    }
    return false;
  }

  private void carry(Tensor y) {
    Edge<Tensor> edge = y.rawEdge();
    Tensor tangent = tangent(y);
    if (tangent != null && edge != null && edge.node() instanceof OpNode node) {
      node.carryTangent(edge.inputNr(), this, tangent);
    }
  }

  // A tensor without tangent although its base may have one.
  private boolean isPrimal(Tensor x) {
    Meta.Tangent known = known(x);
    return known != null && known.value() == null;
  }

  @Override
  public void runInPlace(InPlaceOperation op, Tensor[] x) {
    below(() -> {
      @Nullable Tensor[] t = tangents(x);
      Tensor[] old = t == null ? x : beforeChange(x);
      Call.inPlace(op, x);
      if (t != null && x[0].dtype().isDifferentiable()) {
        Tensor tangent = op.jvp(old, x[0], t);
        if (op instanceof LayoutChange) {
          put(x[0], tangent);
        } else {
          setInPlace(x[0], tangent);
        }
      }
      return x;
    });
  }

  // The rule for tangents reads the values that the change overwrites.
  private static Tensor[] beforeChange(Tensor[] x) {
    Tensor[] old = x.clone();
    for (int i = 0; i < x.length; i++) {
      if (x[i].storage() == x[0].storage()) {
        old[i] = x[i].clone();
      }
    }
    return old;
  }

  private @Nullable Tensor @Nullable [] tangents(Tensor[] x) {
    if (state.inference) {
      return null;
    }
    Tensor[] t = null;
    for (int i = 0; i < x.length; i++) {
      Tensor v = tangent(x[i]);
      if (v != null) {
        t = t == null ? new Tensor[x.length] : t;
        t[i] = v;
      }
    }
    return t;
  }

  private void checkOpen() {
    if (closed) {
      throw new GradusStateException(
          "Trying to create a dual Tensor for forward AD but no level exists, make sure to enter_dual_level() first."
              + "\nThe level was closed; open another with dualLevel().");
    }
  }

  /// Ends the level; its tangents are gone.
  @Override
  public void close() {
    if (Thread.currentThread() != owner) {
      throw new GradusStateException(
          "dualLevel: closed on another thread than the one that opened it; close it there.");
    }
    if (!closed) {
      closed = true;
      state.dual = state.dual == this ? null : state.dual;
      state.top = state.top == null ? null : state.top.below();
    }
  }
}
