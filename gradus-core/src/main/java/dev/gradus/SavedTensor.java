package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Edge;
import dev.gradus.graph.Node;
import dev.gradus.shape.Sizes;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A tensor kept for a gradient, with the version it had.
///
/// An input is kept as the object itself; a result without its history, which is put back when it
/// is read: its node is the one that keeps it. With hooks ([SavedTensorHooks]) what `pack` returned
/// is kept instead, and versions are not compared.
///
/// **Source**: the attributes \_raw\_saved\_… of a node, torch.\_C.\_autograd.SavedTensor.
public final class SavedTensor {
  private static final AtomicBoolean NOT_HELD = new AtomicBoolean();

  private final Node<Tensor> node;
  private final int version;
  private final int outputNr;
  private final AtomicBoolean held;

  private @Nullable Tensor tensor;
  private @Nullable Packed packed;
  private @Nullable Copy copy;
  private boolean released; // Note [What threads see of saved values] in OpNode

  /// What a pack hook returned, and the history of the tensor it was given.
  private record Packed(
      SavedTensorHooks hooks, Object data, @Nullable Edge<Tensor> edge, TensorMeta meta) {}

  /// The value before a change that was allowed.
  private record Copy(SavedMutations within, Tensor tensor, @Nullable Edge<Tensor> edge) {}

  /// Keeps an input, or with `outputNr ≥ 0` a result.
  SavedTensor(Node<Tensor> node, Tensor tensor, int outputNr, @Nullable RecordingModes modes) {
    if (tensor.isInference()) {
      throw new GradusStateException(
          "Inference tensors cannot be saved for backward. Please do not use Tensors created in inference mode in computation tracked by autograd. To work around this, you can make a clone to get a normal tensor and use it in autograd, or use `torch.no_grad()` instead of `torch.inference_mode()`.");
    }
    this.node = node;
    this.tensor = outputNr < 0 ? tensor : tensor.aliasForNode();
    this.version = tensor.versionValue();
    this.outputNr = outputNr;
    this.held = tensor.storage().hold() ? new AtomicBoolean(true) : NOT_HELD;
    if (modes != null) {
      if (modes.hooks() != null) {
        pack(modes.hooks());
      } else if (modes.mutations() != null) {
        modes.mutations().add(this, tensor);
      }
    }
  }

  /// The tensor, as the gradient will read it.
  ///
  /// **Errors**: it was changed in place since, or has been released.
  public Tensor get() {
    if (released) {
      throw OpNode.freed(node.name());
    }
    return unpack();
  }

  /// The sizes of the tensor.
  public long[] shape() {
    return meta().sizes().clone();
  }

  /// The dtype of the tensor.
  public DType dtype() {
    return meta().dtype();
  }

  /// The memory that the elements of the tensor take, packed or not.
  public long bytes() {
    return Sizes.numel(meta().sizes()) * dtype().itemSize();
  }

  private TensorMeta meta() {
    Packed p = packed;
    Tensor t = held();
    return t != null ? t.meta() : Objects.requireNonNull(p).meta;
  }

  /// The tensor in memory, unchecked and without history, or null if hooks packed it: for looking
  /// at a graph without running what unpacks. Once the graph is freed its values mean nothing.
  public @Nullable Tensor held() {
    Copy c = copy;
    return c == null ? tensor : c.tensor;
  }

  /// Packs this one tensor with hooks of its own.
  ///
  /// **Errors**: it has hooks already, or has been released.
  public void registerHooks(SavedTensorHooks hooks) {
    if (released) {
      throw OpNode.freed(node.name());
    }
    if (packed != null) {
      throw new GradusStateException(
          "Calling register_hooks on a saved tensor whose hooks have already been set. Hint: only one pair of hooks is allowed at a time.");
    }
    pack(hooks);
  }

  private void pack(SavedTensorHooks hooks) {
    Tensor x = Objects.requireNonNull(tensor);
    int before = x.versionValue();
    ThreadState s = ThreadState.current();
    boolean grad = s.gradEnabled;
    RecordingModes modes = s.modes;
    s.gradEnabled = false;
    s.modes = null;
    Object data;
    try {
      data = hooks.pack(x);
    } finally {
      s.gradEnabled = grad;
      s.modes = modes;
    }
    if (x.versionValue() != before) {
      throw new GradusStateException(
          "A saved tensor pack hook is modifying its input in place. Tensors provided as input to pack hook cannot be modified by in-place operations as this can lead to unexpected side-effects. Please open an issue if you need to perform in-place operations on the input to a pack hook.");
    }
    packed = new Packed(hooks, data, outputNr < 0 ? x.gradientEdge() : null, x.meta());
    tensor = null;
    unhold();
  }

  /// The tensor, if its memory has not been changed since.
  Tensor unpack() {
    Packed p = packed;
    if (p != null) {
      return unpacked(p);
    }
    Copy c = copy;
    if (c != null) {
      if (c.within.isClosed()) {
        throw new GradusStateException(
            "Trying to backward outside of the 'allow_mutation_on_saved_tensors' context in which the graph was originally recorded.");
      }
      return withHistory(c.tensor, c.edge);
    }
    Tensor x = Objects.requireNonNull(tensor);
    if (x.versionValue() != version) {
      throw new GradusStateException(changed(x));
    }
    return outputNr < 0 ? x : withHistory(x, null);
  }

  @SuppressWarnings("ConstantValue") // a hook may return null all the same
  private Tensor unpacked(Packed p) {
    Tensor found = p.hooks.unpack(p.data);
    if (found == null) {
      throw new GradusArgumentException(
          "Output of saved tensor unpack_hook expected to be a Tensor but got result of type NoneType");
    }
    return withHistory(found, p.edge);
  }

  private Tensor withHistory(Tensor value, @Nullable Edge<Tensor> edge) {
    Tensor result = value.aliasForNode();
    Meta meta = value.metaOrNull();
    if (meta != null && meta.tangents != null) {
      result.metaOrCreate().tangents = meta.tangents;
    }
    if (outputNr >= 0) {
      result.setEdge(new Edge<>(node, outputNr, value.meta()));
    } else {
      result.setEdge(edge);
    }
    return result;
  }

  /// Dtype, sizes and whether hooks packed it.
  @Override
  public String toString() {
    return "SavedTensor("
        + dtype().torchName()
        + " "
        + Sizes.text(meta().sizes())
        + (held() == null ? ", packed)" : ")");
  }

  /// Notes that the gradient will not read it any more.
  void release() {
    released = true;
    unhold();
  }

  private void unhold() {
    if (held != NOT_HELD && held.compareAndSet(true, false) && tensor != null) {
      tensor.storage().release();
    }
  }

  /// Notes the tangent that result `k` was given after it was saved.
  void carryTangent(int k, DualLevel level, Tensor tangent) {
    Tensor x = tensor;
    if (outputNr == k && x != null) {
      x.metaOrCreate().putTangent(level, tangent);
    }
  }

  /// Keeps a copy of the value, because the memory is about to be changed.
  void copyBeforeChange(SavedMutations within) {
    Tensor x = tensor;
    if (!released && x != null) {
      Tensor value = Gradus.noGrad(() -> x.detach().clone());
      copy = new Copy(within, value, outputNr < 0 ? x.gradientEdge() : null);
      tensor = null;
    }
  }

  private String changed(Tensor x) {
    Node<Tensor> made = outputNr >= 0 ? node : x.gradFn();
    StringBuilder text =
        new StringBuilder(
                "one of the variables needed for gradient computation has been modified by an inplace operation: [")
            .append("torch.")
            .append(x.dtype().scalarName())
            .append("Tensor ")
            .append(Sizes.text(x.layout().sizes()))
            .append(']');
    if (made != null) {
      int nr = outputNr >= 0 ? outputNr : x.outputNr();
      text.append(", which is output ")
          .append(nr)
          .append(" of ")
          .append(NodeNames.forward(made.name()))
          .append(',');
    }
    text.append(" is at version ")
        .append(x.versionValue())
        .append("; expected version ")
        .append(version)
        .append(" instead. ")
        .append(hint())
        .append("\nSaved by ")
        .append(NodeNames.forward(node.name()));
    Anomaly.appendPlace(text, Anomaly.place(node));
    String by = x.changedBy();
    if (by != null) {
      text.append(", changed last by ").append(by);
    }
    return text.append(". Use the operation without underscore, or change a clone().").toString();
  }

  private static String hint() {
    return RecordingModes.of(ThreadState.current()).anomaly()
        ? "Hint: the backtrace further above shows the operation that failed to compute its gradient. The variable in question was changed in there or anywhere later. Good luck!"
        : "Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).";
  }
}
