package dev.gradus;

import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Edge;
import dev.gradus.graph.Node;
import dev.gradus.graph.Wanted;
import org.jspecify.annotations.Nullable;

/// The node of a recorded operation.
final class OpNode extends Node<Tensor> {
  private static final String FREED =
      "Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). "
          + "Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). "
          + "Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.";

  private final Operation op;
  private volatile @Nullable SavedTensor @Nullable [] inputs;
  private volatile @Nullable SavedTensor @Nullable [] results;

  OpNode(Operation op, @Nullable Edge<Tensor>[] edges, long sequence) {
    super(edges, sequence);
    this.op = op;
  }

  void saveInputs(Tensor[] x, long which) {
    SavedTensor[] kept = new SavedTensor[x.length];
    for (int i = 0; i < x.length; i++) {
      if (i >= 64 || (which >>> i & 1) != 0) {
        kept[i] = new SavedTensor(x[i], -1);
      }
    }
    inputs = kept;
  }

  void saveOutputs(Tensor[] y, long which) {
    SavedTensor[] kept = new SavedTensor[y.length];
    for (int k = 0; k < y.length; k++) {
      if ((which >>> k & 1) != 0) {
        kept[k] = new SavedTensor(y[k], k);
      }
    }
    results = kept;
  }

  /// Keeps results with the history they have, for a node outside any graph.
  void keepOutputs(Tensor[] y) {
    SavedTensor[] kept = new SavedTensor[y.length];
    for (int k = 0; k < y.length; k++) {
      kept[k] = new SavedTensor(y[k], -1);
    }
    results = kept;
  }

  /// The operation.
  Operation operation() {
    return op;
  }

  Tensor savedInput(int i) {
    return unpack(inputs, i);
  }

  Tensor savedOutput(int k) {
    return unpack(results, k);
  }

  private Tensor unpack(@Nullable SavedTensor @Nullable [] saved, int i) {
    SavedTensor s = saved == null ? null : saved[i];
    if (s == null) {
      throw freed(name());
    }
    return s.unpack(this);
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
    @Nullable Tensor[] produced = op.backwardAll(new Backward(this, wanted), incoming);
    if (op.onlyReadsGradient()) {
      TensorSpace.takeBack(incoming, produced);
    }
    return produced;
  }

  @Override
  public void release() {
    release(inputs);
    release(results);
    inputs = null;
    results = null;
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
