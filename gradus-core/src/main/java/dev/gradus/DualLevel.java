package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.shape.Sizes;
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
    Tensor view = below(() -> x.view(x.layout().sizes()));
    set(view, tangent);
    return view;
  }

  /// The tangent of a tensor at this level, or null if it has none.
  public @Nullable Tensor tangent(Tensor x) {
    Meta meta = x.metaOrNull();
    return meta == null || meta.tangentLevel != this || closed ? null : meta.tangent;
  }

  /// The tensor without its tangent.
  public Tensor primal(Tensor x) {
    return tangent(x) == null ? x : below(() -> x.view(x.layout().sizes()));
  }

  private void set(Tensor x, @Nullable Tensor tangent) {
    if (tangent != null) {
      Meta meta = x.metaOrCreate();
      meta.tangent = tangent;
      meta.tangentLevel = this;
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
      @Nullable Tensor[] t = tangents(x);
      if (t != null) {
        @Nullable Tensor[] out = op.jvpAll(x, y, t);
        for (int k = 0; k < y.length; k++) {
          if (y[k].dtype().isDifferentiable()) {
            set(y[k], out[k]);
          }
        }
      }
      return y;
    });
  }

  @Override
  public void runInPlace(InPlaceOperation op, Tensor[] x) {
    below(() -> {
      @Nullable Tensor[] t = tangents(x);
      Tensor before = t == null ? x[0] : x[0].clone();
      Tensor[] old = x.clone();
      old[0] = before;
      Call.inPlace(op, x);
      if (t != null) {
        Meta meta = x[0].metaOrCreate();
        Tensor out = op.jvp(old, x[0], t);
        meta.tangent = out == null ? Gradus.zerosLike(x[0]) : out;
        meta.tangentLevel = this;
      }
      return x;
    });
  }

  private @Nullable Tensor @Nullable [] tangents(Tensor[] x) {
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
      state.dual = null;
      state.top = state.top == null ? null : state.top.below();
    }
  }
}
