package dev.gradus;

import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Edge;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one door: every operation on tensors passes through here.
///
/// If the thread has transforms, the innermost handles the call; otherwise it is computed and, if
/// grad mode is on and an input requires grad, recorded.
public final class Call {
  private Call() {}

  /// Runs an operation with one result on one input.
  public static Tensor run(SingleOperation op, Tensor x) {
    ThreadState s = ThreadState.current();
    return run(s, op, new Tensor[] {x});
  }

  /// Runs an operation with one result on two inputs.
  public static Tensor run(SingleOperation op, Tensor x, Tensor y) {
    ThreadState s = ThreadState.current();
    return run(s, op, new Tensor[] {x, y});
  }

  /// Runs an operation with one result.
  public static Tensor run(SingleOperation op, Tensor... x) {
    return run(ThreadState.current(), op, x);
  }

  private static Tensor run(ThreadState s, SingleOperation op, Tensor[] x) {
    if (s.top != null) {
      return s.top.transform().run(op, x)[0];
    }
    return finished(s, op, x, forward(s, op, x));
  }

  private static Tensor forward(ThreadState s, SingleOperation op, Tensor[] x) {
    try {
      return Flight.recordsOperations() ? Flight.forward(s, op, x) : op.forward(x);
    } catch (GradusStateException e) {
      throw VmapErrors.escapedOr(e, s, x);
    }
  }

  /// What follows once a result is there: it becomes a view, and is recorded.
  private static Tensor finished(ThreadState s, SingleOperation op, Tensor[] x, Tensor y) {
    ViewOperation view = op.asView();
    if (view != null && y != x[0]) {
      y.becomeView(x[0], s, false);
    }
    if (s.gradEnabled) {
      long needs = needs(x);
      if (needs == 0) {
        Lost.inherit(x, y);
      } else if (y.dtype().isDifferentiable() && op.isDifferentiable(0)) {
        record(s, op, x, needs, y);
      } else {
        y.lost = Lost.by(Lost.How.NOT_DIFFERENTIABLE);
      }
    } else if (s.runs == null) {
      Lost.unrecorded(s, x, y);
    }
    return y;
  }

  /// Runs an operation with any number of results.
  public static Tensor[] runAll(Operation op, Tensor... x) {
    ThreadState s = ThreadState.current();
    if (s.top != null) {
      return s.top.transform().run(op, x);
    }
    if (op instanceof CustomOperation custom) {
      return CustomCalls.run(s, custom, x);
    }
    return finishedAll(s, op, x, forwardAll(s, op, x));
  }

  private static Tensor[] forwardAll(ThreadState s, Operation op, Tensor[] x) {
    try {
      return Flight.recordsOperations() ? Flight.forwardAll(s, op, x) : op.forwardAll(x);
    } catch (GradusStateException e) {
      throw VmapErrors.escapedOr(e, s, x);
    }
  }

  private static Tensor[] finishedAll(ThreadState s, Operation op, Tensor[] x, Tensor[] y) {
    if (op instanceof MultiViewOperation) {
      for (Tensor part : y) {
        part.becomeView(x[0], s, true);
      }
    }
    long needs = s.gradEnabled ? needs(x) : 0;
    if (needs != 0) {
      recordAll(s, op, x, needs, y);
    } else if (s.runs == null) {
      for (Tensor part : y) {
        Lost.unrecorded(s, x, part);
      }
    }
    return y;
  }

  /// Runs an operation whose results somebody else may compute; what is recorded is the operation.
  static Tensor[] computed(ThreadState s, Operation op, Tensor[] x, OperationWatch.Handler by) {
    Tensor[] y = by.compute(op, x, () -> op.forwardAll(x));
    return op instanceof SingleOperation one
        ? new Tensor[] {finished(s, one, x, y[0])}
        : finishedAll(s, op, x, y);
  }

  /// Runs an operation with one result or several.
  static Tensor[] all(Operation op, Tensor[] x) {
    return op instanceof SingleOperation one ? new Tensor[] {run(one, x)} : runAll(op, x);
  }

  /// Runs an operation that overwrites its first input, and returns that.
  public static Tensor inPlace(InPlaceOperation op, Tensor... x) {
    ThreadState s = ThreadState.current();
    if (s.top != null) {
      s.top.transform().runInPlace(op, x);
    } else if (Flight.recordsOperations()) {
      Flight.inPlace(s, op, x);
    } else {
      InPlaceCalls.run(s, op, x);
    }
    return x[0];
  }

  /// Whether a condition holds for any element, under `vmap` of any example: for operations that
  /// choose between ways, of which the one taken then is right for all.
  public static boolean any(Tensor condition) {
    return condition.numel() != 0 && unrecorded(() -> allExamples(condition).any()).itemBoolean();
  }

  /// Whether the tensor stands for a batch under `vmap`, so that its elements cannot be read.
  public static boolean isHidden(Tensor x) {
    return x.storage() == Storage.HIDDEN;
  }

  /// Refuses a tensor that stands for a batch under `vmap` where the sizes of the result depend on
  /// its elements.
  public static void refuseDynamicShape(String name, Tensor x) {
    if (isHidden(x)) {
      throw VmapErrors.dynamicShape(name);
    }
  }

  /// The largest element, under `vmap` of all examples.
  public static double largest(Tensor x) {
    return unrecorded(() -> allExamples(x).max()).item();
  }

  /// The values below all function transforms, those of all examples together.
  public static Tensor allExamples(Tensor x) {
    Tensor t = x;
    for (Wrapped w = t.wrapped(); w != null; w = t.wrapped()) {
      t = w.value();
    }
    return t;
  }

  /// Draws random numbers where function transforms may want others for every example.
  ///
  /// @param draw draws into a dense layout
  public static Tensor drawn(Layout layout, Function<Layout, Tensor> draw) {
    ThreadState s = ThreadState.current();
    ThreadState.Level top = s.top;
    if (top == null) {
      return draw.apply(layout);
    }
    if (top.transform() instanceof VmapLevel level) {
      return level.draw(layout, draw);
    }
    s.top = top.below();
    try {
      return drawn(layout, draw);
    } finally {
      s.top = top;
    }
  }

  /// Computes in tensor operations that are not recorded and pass no transform: for the forward
  /// part of an operation that is written in others. Function transforms are passed all the same:
  /// inside them tensors mean nothing without their levels.
  public static Tensor unrecorded(Supplier<Tensor> body) {
    ThreadState s = ThreadState.current();
    boolean grad = s.gradEnabled;
    ThreadState.Level top = s.top;
    s.gradEnabled = false;
    s.top = s.innermostFunction() == null ? null : top;
    try {
      return body.get();
    } finally {
      s.gradEnabled = grad;
      s.top = top;
    }
  }

  /// Whether calls pass transforms that change what they compute.
  public static boolean isTransformed() {
    return ThreadState.current().transforms();
  }

  /// Whether calls only compute: nothing is recorded or transformed.
  public static boolean isPlain() {
    ThreadState s = ThreadState.current();
    return !s.gradEnabled && !s.transforms();
  }

  /// An input in the dtype that autocast chooses for an operation: for compositions that PyTorch's
  /// lists name, since what comes here are their parts.
  public static Tensor autocast(String name, Tensor x) {
    ThreadState s = ThreadState.current();
    return s.top == null ? x : Autocast.inputs(s, name, x)[0];
  }

  /// As [#autocast(String, Tensor)] for inputs that are looked at together.
  public static Tensor[] autocast(String name, Tensor... x) {
    ThreadState s = ThreadState.current();
    return s.top == null ? x : Autocast.inputs(s, name, x);
  }

  /// Which inputs require grad, as a bit set; inputs from the 64th on share the last bit.
  static long needs(Tensor[] x) {
    long needs = 0;
    for (int i = 0; i < x.length; i++) {
      if (x[i].requiresGrad()) {
        needs |= 1L << Math.min(i, 63);
      }
    }
    return needs;
  }

  private static void record(ThreadState s, SingleOperation op, Tensor[] x, long needs, Tensor y) {
    @Nullable Edge<Tensor>[] edges = edges(x);
    OpNode node = new OpNode(op, edges, s.next());
    long saved = op.savesInputs(x, needs);
    if (saved != 0) {
      node.saveInputs(x, saved, s.modes);
    }
    y.setEdge(node.result(0, meta(edges, x, y)));
    if (op.savesOutputs(x, needs) != 0) {
      node.saveOutputs(new Tensor[] {y}, 1, s.modes);
    }
    s.created(node);
  }

  // A result mostly looks like an input, and then what describes that one serves both.
  private static TensorMeta meta(@Nullable Edge<Tensor>[] edges, Tensor[] x, Tensor y) {
    for (int i = 0; i < x.length; i++) {
      Edge<Tensor> e = edges[i];
      if (e != null
          && x[i].layout() == y.layout()
          && e.meta() instanceof TensorMeta m
          && m.describes(y)) {
        return m;
      }
    }
    return y.meta();
  }

  static void recordAll(ThreadState s, Operation op, Tensor[] x, long needs, Tensor[] y) {
    OpNode node = new OpNode(op, edges(x), s.next());
    long saved = op.savesInputs(x, needs);
    if (saved != 0) {
      node.saveInputs(x, saved, s.modes);
    }
    boolean any = false;
    for (int k = 0; k < y.length; k++) {
      if (y[k].dtype().isDifferentiable() && op.isDifferentiable(k)) {
        y[k].setEdge(node.result(k, y[k].meta()));
        any = true;
      } else {
        y[k].lost = Lost.by(Lost.How.NOT_DIFFERENTIABLE);
      }
    }
    long results = any ? op.savesOutputs(x, needs) : 0;
    if (results != 0) {
      node.saveOutputs(y, results, s.modes);
    }
    s.created(node);
  }

  static @Nullable Edge<Tensor>[] edges(Tensor[] x) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    @Nullable Edge<Tensor>[] edges = new Edge[x.length];
    for (int i = 0; i < x.length; i++) {
      edges[i] = x[i].gradientEdge();
    }
    return edges;
  }
}
