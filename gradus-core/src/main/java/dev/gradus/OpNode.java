package dev.gradus;

import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Edge;
import dev.gradus.graph.Node;
import dev.gradus.graph.Wanted;
import dev.gradus.shape.Sizes;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The node of a recorded operation.
final class OpNode extends Node<Tensor> {
  private static final String FREED =
      "Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). "
          + "Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). "
          + "Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.";

  private final Operation op;

  // // Note [What threads see of saved values] Several threads may run backward over one node.
  // Fences let them see complete arrays; a volatile store would make the processor wait, four times
  // for each node, which is some hundredths of what small graphs take.
  private @Nullable SavedTensor @Nullable [] inputs;
  private @Nullable SavedTensor @Nullable [] results;
  private @Nullable SavedTensor @Nullable [] others;

  // What the results look like: the first, and all where there are several.
  private @Nullable TensorMeta meta;
  private @Nullable TensorMeta @Nullable [] metas;
  private boolean released;

  OpNode(Operation op, @Nullable Edge<Tensor>[] edges, long sequence) {
    super(edges, sequence);
    this.op = op;
  }

  /// The edge of result `k`, which looks like this.
  Edge<Tensor> result(int k, TensorMeta meta) {
    int count = op.outputs();
    if (count == 1) {
      this.meta = meta;
    } else {
      @Nullable TensorMeta[] all = metas;
      if (all == null) {
        all = new TensorMeta[count];
        metas = all;
      }
      all[k] = meta;
    }
    return new Edge<>(this, k, meta);
  }

  @Override
  public @Nullable Object resultMeta(int k) {
    @Nullable TensorMeta[] all = metas;
    return all == null ? meta : all[k];
  }

  void saveInputs(Tensor[] x, long which) {
    saveInputs(x, which, null);
  }

  void saveInputs(Tensor[] x, long which, @Nullable RecordingModes modes) {
    SavedTensor[] kept = new SavedTensor[x.length];
    for (int i = 0; i < x.length; i++) {
      if (i >= 64 || (which >>> i & 1) != 0) {
        kept[i] = new SavedTensor(this, x[i], -1, modes);
      }
    }
    VarHandle.releaseFence();
    inputs = kept;
  }

  void saveOutputs(Tensor[] y, long which, @Nullable RecordingModes modes) {
    SavedTensor[] kept = new SavedTensor[y.length];
    for (int k = 0; k < y.length; k++) {
      if ((which >>> k & 1) != 0) {
        kept[k] = new SavedTensor(this, y[k], k, modes);
      }
    }
    VarHandle.releaseFence();
    results = kept;
  }

  /// Keeps results with the history they have, for a node outside any graph.
  void keepOutputs(Tensor[] y) {
    SavedTensor[] kept = new SavedTensor[y.length];
    for (int k = 0; k < y.length; k++) {
      kept[k] = new SavedTensor(this, y[k], -1, null);
    }
    VarHandle.releaseFence();
    results = kept;
  }

  /// Keeps what the operation asks for beyond inputs and results; null entries stay null.
  void saveOthers(@Nullable Tensor[] kept, Tensor[] y, @Nullable RecordingModes modes) {
    @Nullable SavedTensor[] all = new SavedTensor[kept.length];
    for (int i = 0; i < kept.length; i++) {
      Tensor t = kept[i];
      all[i] = t == null ? null : new SavedTensor(this, t, Arrays.asList(y).indexOf(t), modes);
    }
    VarHandle.releaseFence();
    others = all;
  }

  /// A saved result is another tensor than the result: it needs its tangent too.
  void carryTangent(int k, DualLevel level, Tensor tangent) {
    for (SavedTensor s : saved()) {
      s.carryTangent(k, level, tangent);
    }
  }

  /// Everything that is kept.
  List<SavedTensor> saved() {
    @Nullable SavedTensor[] x = inputs;
    @Nullable SavedTensor[] y = results;
    @Nullable SavedTensor[] more = others;
    VarHandle.acquireFence();
    List<SavedTensor> all = new ArrayList<>();
    collect(x, all);
    collect(y, all);
    collect(more, all);
    return all;
  }

  private static void collect(@Nullable SavedTensor @Nullable [] saved, List<SavedTensor> into) {
    if (saved != null) {
      for (SavedTensor s : saved) {
        if (s != null) {
          into.add(s);
        }
      }
    }
  }

  /// What is kept, under PyTorch's names where there are any.
  Map<String, SavedTensor> savedByName() {
    Map<String, SavedTensor> all = new LinkedHashMap<>();
    name(inputs, all, op::inputName);
    name(results, all, k -> SavedNames.result(op.name(), k, op.outputs()));
    name(others, all, i -> "saved" + i);
    return all;
  }

  private static void name(
      @Nullable SavedTensor @Nullable [] saved,
      Map<String, SavedTensor> into,
      IntFunction<String> names) {
    for (int i = 0; saved != null && i < saved.length; i++) {
      SavedTensor s = saved[i];
      if (s != null) {
        into.put(names.apply(i), s);
      }
    }
  }

  /// Whether what was kept is gone.
  boolean isReleased() {
    return released;
  }

  @Override
  protected String details() {
    return details(this, resultMeta(0), saved());
  }

  static String details(Node<Tensor> node, @Nullable Object meta, List<SavedTensor> saved) {
    StringBuilder text = new StringBuilder();
    if (meta instanceof TensorMeta m) {
      text.append(m.dtype().torchName()).append(' ').append(Sizes.text(m.sizes()));
    }
    if (!saved.isEmpty()) {
      long bytes = 0;
      for (SavedTensor s : saved) {
        bytes += s.bytes();
      }
      text.append(", keeps ")
          .append(saved.size())
          .append(saved.size() == 1 ? " tensor of " : " tensors of ")
          .append(bytes)
          .append(" bytes");
    }
    Anomaly.appendPlace(text, Anomaly.place(node));
    return text.toString();
  }

  /// The operation.
  Operation operation() {
    return op;
  }

  Tensor savedInput(int i) {
    return unpack(inputs, i);
  }

  /// What [#saveOthers] kept.
  @Nullable Tensor[] savedOthers() {
    @Nullable SavedTensor[] saved = others;
    VarHandle.acquireFence();
    if (saved == null) {
      throw freed(name());
    }
    @Nullable Tensor[] all = new Tensor[saved.length];
    for (int i = 0; i < all.length; i++) {
      SavedTensor s = saved[i];
      all[i] = s == null ? null : s.unpack();
    }
    return all;
  }

  Tensor savedOutput(int k) {
    return unpack(results, k);
  }

  private Tensor unpack(@Nullable SavedTensor @Nullable [] saved, int i) {
    VarHandle.acquireFence();
    SavedTensor s = saved == null ? null : saved[i];
    if (s == null) {
      throw freed(name());
    }
    return s.unpack();
  }

  static GradusStateException freed(String node) {
    return new GradusStateException(
        FREED
            + "\n"
            + node
            + ": its saved values are gone. Pass retainGraph true to the first backward; "
            + "if the graph reaches back into an earlier iteration, detach() what is carried over.");
  }

  @Override
  protected @Nullable Tensor[] apply(@Nullable Tensor[] incoming, Wanted wanted) {
    ThreadState s = ThreadState.current();
    Profiler p = s.profiler;
    return p == null
        ? appliedIn(s, incoming, wanted)
        : p.ofNode(this, () -> appliedIn(s, incoming, wanted));
  }

  private @Nullable Tensor[] appliedIn(ThreadState s, @Nullable Tensor[] incoming, Wanted wanted) {
    if (s.modes != null && s.modes.anomaly()) {
      return applyNoted(s, incoming, wanted);
    }
    return applied(incoming, wanted);
  }

  // Nodes that are made now remember which gradient they are part of.
  private @Nullable Tensor[] applyNoted(ThreadState s, @Nullable Tensor[] incoming, Wanted wanted) {
    Node<Tensor> outer = s.running;
    s.running = this;
    try {
      return applied(incoming, wanted);
    } finally {
      s.running = outer;
    }
  }

  // A user's function may keep what it is given and what it returns.
  private static void shown(@Nullable Tensor[] values) {
    for (Tensor t : values) {
      if (t != null) {
        t.markShared();
      }
    }
  }

  private @Nullable Tensor[] applied(@Nullable Tensor[] incoming, Wanted wanted) {
    boolean foreign = op instanceof CustomOperation;
    if (foreign) {
      shown(incoming);
    }
    @Nullable Tensor[] produced = op.backwardAll(new Backward(this, wanted), incoming);
    if (foreign) {
      shown(produced);
    }
    if (op.onlyReadsGradient()) {
      TensorSpace.takeBack(incoming, produced);
    }
    return produced;
  }

  @Override
  public void release() {
    released = true;
    release(inputs);
    release(results);
    release(others);
    inputs = null;
    results = null;
    others = null;
    VarHandle.releaseFence();
  }

  void releaseOthers() {
    release(others);
    others = null;
  }

  private static void release(@Nullable SavedTensor @Nullable [] saved) {
    if (saved != null) {
      for (SavedTensor s : saved) {
        if (s != null) {
          s.release();
        }
      }
    }
  }

  @Override
  public int outputs() {
    return op.outputs();
  }

  @Override
  public String name() {
    return op.node();
  }
}
