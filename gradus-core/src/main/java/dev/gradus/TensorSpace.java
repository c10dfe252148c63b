package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Node;
import dev.gradus.graph.Run;
import dev.gradus.graph.Space;
import dev.gradus.op.view.SumToSize;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Tensors as the values of a graph.
///
/// // Note [Undoing broadcasts] A gradient arrives in the sizes of the result. Where the input was
/// smaller, the gradient is summed over what was repeated, and cast to the input's dtype: here,
/// once for all operations.
final class TensorSpace implements Space<Tensor> {
  static final TensorSpace INSTANCE = new TensorSpace();

  private TensorSpace() {}

  // // Note [Gradients that come back] A gradient that an operation of ours made in this run
  // belongs to the engine alone if it was handed on once, never shown to a hook or captured, and no
  // second tensor over its memory can be held. Then the engine may add to it in place, a leaf may
  // take it over, and its memory is recycled once the operation that reads it is done, or the leaf
  // forgets it before anybody asked for it by grad(). Nothing of this while the backward pass
  // itself is recorded or transformed.
  private static boolean belongsToEngine(Tensor g) {
    return g.handedOn <= 1 && g.metaOrNull() == null && g.storage().hasOneTensor();
  }

  /// Whether a gradient belongs to the engine, in a run of which nothing is recorded or
  /// transformed.
  static boolean isEnginesOwn(Tensor g) {
    return belongsToEngine(g) && g.viewInfo() == null && isPlainRun();
  }

  private static boolean isPlainRun() {
    ThreadState s = ThreadState.current();
    return !s.gradEnabled && !s.transforms();
  }

  /// Takes gradients back from an operation that has read them, and recycles those that go nowhere
  /// else.
  static void takeBack(@Nullable Tensor[] read, @Nullable Tensor[] produced) {
    for (Tensor g : read) {
      if (g != null) {
        boolean last = g.storage().isRecyclable() && belongsToEngine(g) && isPlainRun();
        g.handedOn = Math.max(0, g.handedOn - 1);
        if (last && !Arrays.asList(produced).contains(g)) {
          g.storage().recycle();
        }
      }
    }
  }

  /// Recycles a leaf's gradient that was cleared, if it was only ever lent.
  static void cleared(Tensor g) {
    if (g.storage().isRecyclable() && belongsToEngine(g) && !g.requiresGrad()) {
      g.storage().recycle();
    }
  }

  @Override
  public Tensor add(Tensor a, Tensor b) {
    boolean inPlace =
        a.storage().isRecyclable()
            && belongsToEngine(a)
            && isPlainRun()
            && a.dtype() == b.dtype()
            && a.layout().isContiguous()
            && a.layout().sameSizes(b.layout());
    return inPlace ? a.add_(b) : a.add(b);
  }

  @Override
  public Tensor fit(Tensor value, Object place, @Nullable Node<Tensor> from, int index) {
    TensorMeta meta = (TensorMeta) place;
    long[] sizes = value.layout().sizes();
    Tensor fitted = value;
    if (sizes != meta.sizes() && !Arrays.equals(sizes, meta.sizes())) {
      if (!Broadcast.expandable(meta.sizes(), sizes)) {
        throw new GradusArgumentException(
            "Function "
                + (from == null ? "root" : from.name())
                + " returned an invalid gradient at index "
                + index
                + " - got "
                + Sizes.text(sizes)
                + " but expected shape compatible with "
                + Sizes.text(meta.sizes()));
      }
      fitted = SumToSize.apply(value, meta.sizes());
    }
    DType dtype = meta.gradDtype();
    return fitted.dtype() == dtype || dtype == null ? fitted : cast(fitted, dtype);
  }

  // A real input has a real gradient: of a complex one only the real part is about it.
  private static Tensor cast(Tensor g, DType dtype) {
    Tensor kind = g.dtype().isComplex() && !dtype.isComplex() ? g.real() : g;
    return kind.to(dtype);
  }

  @Override
  public void checkReplaced(@Nullable Tensor[] values, @Nullable Tensor[] replaced) {
    if (values.length != replaced.length) {
      throw new GradusStateException(
          "hook '<lambda>' has returned an incorrect number of values (got "
              + replaced.length
              + ", but expected "
              + values.length
              + ")");
    }
    for (int i = 0; i < values.length; i++) {
      Tensor was = values[i];
      Tensor now = replaced[i];
      if (now != null && was == null) {
        throw new GradusStateException(
            "can't replace a None gradient with a non-None value"
                + "\nThe hook returned a gradient at place "
                + i
                + ", where there was none.");
      }
      if (now != null && was != null) {
        Autograd.checkHooked(was, now);
      }
    }
  }

  @Override
  public void begins(Run<Tensor> run) {
    ThreadState s = ThreadState.current();
    ThreadState.Runs outer = s.runs;
    s.runs = new ThreadState.Runs(run, outer, outer == null ? 1 : outer.depth() + 1);
  }

  @Override
  public void ends(Run<Tensor> run) {
    ThreadState s = ThreadState.current();
    s.runs = s.runs == null ? null : s.runs.outer();
  }

  @Override
  public void check(Node<Tensor> from, @Nullable Tensor[] gradients) {
    if (!ThreadState.anomalies) {
      return;
    }
    RecordingModes m = ThreadState.current().modes;
    if (m != null && m.anomaly() && m.checkNan()) {
      Anomaly.check(from, gradients);
    }
  }

  @Override
  public void failed(Node<Tensor> from, RuntimeException reason) {
    RecordingModes m = ThreadState.current().modes;
    if (m != null && m.anomaly()) {
      Anomaly.report(from);
    }
  }

  @Override
  public @Nullable Tensor[] array(int length) {
    return new Tensor[length];
  }

  @Override
  public void handedOn(Tensor value) {
    value.handedOn++;
  }

  @Override
  public void shown(Tensor value) {
    value.markShared();
  }
}
