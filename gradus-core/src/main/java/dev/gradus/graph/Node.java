package dev.gradus.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One recorded operation: it turns gradients of its outputs into gradients of its inputs.
///
/// A node is reached through the tensors that depend on it and reaches its inputs' nodes through
/// its edges; when the last of those tensors is gone, so is the graph.
public abstract class Node<V> {
  /// The sequence number of nodes that run as soon as they can: leaves.
  public static final long FIRST = Long.MAX_VALUE;

  private @Nullable Edge<V>[] edges;
  private final long sequence;
  private volatile @Nullable Hooks<V> hooks;
  private volatile @Nullable Map<String, Object> metadata;

  // The place of this node in the run that saw it last. See Note [Tasks] in EngineRun.
  @Nullable Task<V> task;

  private static final VarHandle TASK;

  static {
    try {
      TASK = MethodHandles.lookup().findVarHandle(Node.class, "task", Task.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// Takes this node's place for a task, unless another run has it.
  final boolean claim(Task<V> t) {
    return TASK.compareAndSet(this, null, t);
  }

  /// Gives the place back, if the task has it.
  final void leave(Task<V> t) {
    if (task == t) {
      TASK.setRelease(this, null);
    }
  }

  /// Creates a node.
  ///
  /// @param edges where the gradient of each input goes; null for an input that needs none
  /// @param sequence rises with creation; of the nodes that are ready the highest runs first
  protected Node(@Nullable Edge<V>[] edges, long sequence) {
    this.edges = edges;
    this.sequence = sequence;
  }

  /// The gradients of the inputs, in order; null where there is none.
  ///
  /// @param incoming the gradients of the outputs; null where nothing arrived
  /// @param wanted which edges' gradients will be used
  protected abstract @Nullable V[] apply(@Nullable V[] incoming, Wanted wanted);

  /// How many outputs the operation has, which is how many gradients come in.
  public int outputs() {
    return 1;
  }

  /// Whether the node runs even if no gradient arrived at any of its outputs.
  protected boolean runsWithoutGradients() {
    return false;
  }

  /// PyTorch's name of the node.
  public abstract String name();

  /// Drops what was saved for the backward pass.
  public void release() {}

  /// Where gradients go next: one entry per input, null where the input needs none.
  public @Nullable Edge<V>[] edges() {
    return edges;
  }

  /// [#edges] as a list: where each input's gradient goes, null where the input needs none.
  /// **Source**: torch.autograd.graph.Node.next\_functions.
  @SuppressWarnings("NullAway") // JShell cannot declare lists of nullable elements.
  public List<Edge<V>> nextFunctions() {
    return Collections.unmodifiableList(Arrays.asList(edges));
  }

  /// Replaces the edges: for nodes that wrap another.
  protected void setEdges(@Nullable Edge<V>[] replaced) {
    edges = replaced;
  }

  /// The order of creation.
  public long sequence() {
    return sequence;
  }

  /// The hooks, made when first asked for.
  public Hooks<V> hooks() {
    Hooks<V> h = hooks;
    if (h == null) {
      synchronized (this) {
        h = hooks;
        if (h == null) {
          h = new Hooks<>();
          hooks = h;
        }
      }
    }
    return h;
  }

  /// Whether anything was ever hooked to this node.
  public boolean hasHooks() {
    return hooks != null;
  }

  /// The hooks, or null if there never were any.
  @Nullable Hooks<V> hooksOrNull() {
    return hooks;
  }

  /// What result `k` of the operation looks like, as in [Edge#meta]; null if it has no gradient.
  public @Nullable Object resultMeta(int k) {
    return null;
  }

  /// Calls a function with the gradients of the results before the node runs; a result that is not
  /// null replaces them. **Source**: torch.autograd.graph.Node.register\_prehook.
  public Handle registerPrehook(Hooks.Pre<V> hook) {
    return hooks().before(hook);
  }

  /// Calls a function with the gradients of inputs and results after the node ran; a result that is
  /// not null replaces the former. **Source**: torch.autograd.graph.Node.register\_hook.
  public Handle registerHook(Hooks.Post<V> hook) {
    return hooks().after(hook);
  }

  /// Notes that users attach to a node.
  public Map<String, Object> metadata() {
    Map<String, Object> m = metadata;
    if (m == null) {
      synchronized (this) {
        m = metadata;
        if (m == null) {
          m = new ConcurrentHashMap<>();
          metadata = m;
        }
      }
    }
    return m;
  }

  /// What there is to say about the node beside its name, for [#tree()]: one line, or nothing.
  protected String details() {
    return "";
  }

  /// The graph below this node as text: each node above those that its gradients go to, the first
  /// hundred of them.
  public String tree() {
    return tree(100);
  }

  /// As [#tree()], the first so many nodes.
  public String tree(int nodes) {
    return new Tree<>(this, nodes).text();
  }

  /// The name without its namespace, in angle brackets: what PyTorch prints.
  @Override
  public String toString() {
    String name = name();
    int namespace = name.lastIndexOf("::");
    return "<" + (namespace < 0 ? name : name.substring(namespace + 2)) + ">";
  }
}
