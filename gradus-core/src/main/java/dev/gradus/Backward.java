package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.graph.Edge;
import dev.gradus.graph.Wanted;
import dev.gradus.op.view.View;
import dev.gradus.shape.Views;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an operation's gradient may read: what was saved, the sizes of the inputs, which gradients
/// are wanted.
public final class Backward {
  private final OpNode node;
  private final Wanted wanted;
  private final @Nullable Supplier<@Nullable Tensor[]> kept;

  Backward(OpNode node, Wanted wanted) {
    this(node, wanted, null);
  }

  private Backward(OpNode node, Wanted wanted, @Nullable Supplier<@Nullable Tensor[]> kept) {
    this.node = node;
    this.wanted = wanted;
    this.kept = kept;
  }

  /// The same with other tensors in the place of what a custom operation kept.
  Backward withKept(Supplier<@Nullable Tensor[]> other) {
    return new Backward(node, wanted, other);
  }

  /// Whether the gradient of input `i` is wanted.
  public boolean needs(int i) {
    return wanted.input(i);
  }

  /// How many inputs the operation had.
  public int inputs() {
    return node.edges().length;
  }

  /// Saved input `i`.
  public Tensor x(int i) {
    Tensor x = node.savedInput(i);
    x.markShared();
    return x;
  }

  /// Saved result `k`.
  public Tensor y(int k) {
    return node.savedOutput(k);
  }

  /// The saved result of an operation that has one.
  public Tensor y() {
    return node.savedOutput(0);
  }

  /// What a custom operation kept, null entries included.
  public @Nullable Tensor[] kept() {
    return kept == null ? node.savedOthers() : kept.get();
  }

  /// Lets go of what a custom operation kept, which cannot be read again.
  public void releaseKept() {
    node.releaseOthers();
  }

  /// The sizes of input `i`, whose gradient is wanted.
  public long[] sizes(int i) {
    return meta(i).sizes();
  }

  /// The dtype of input `i`, whose gradient is wanted.
  public DType dtype(int i) {
    return meta(i).dtype();
  }

  /// Whether input `i`, whose gradient is wanted, is a matrix or a batch of them whose columns are
  /// contiguous: a gradient of the same layout need not be copied on its way to a leaf.
  public boolean isTurned(int i) {
    return meta(i).turned();
  }

  /// A gradient that this operation got or has made, shown in another way: itself where nobody else
  /// can hold it, so that a leaf may take it over and its memory comes back; else a view.
  public Tensor reshown(Tensor g, ViewOperation op) {
    if (!TensorSpace.isEnginesOwn(g)) {
      return Call.run(op, g);
    }
    g.handedOn = 0;
    g.relayout(op.view(g.layout()));
    return g;
  }

  /// As [#reshown] for other sizes; a copy where no view can have them.
  public Tensor reshaped(Tensor g, long... sizes) {
    if (!TensorSpace.isEnginesOwn(g)) {
      return g.reshape(sizes);
    }
    Tensor fitting = Views.view(g.layout(), sizes) == null ? g.contiguous() : g;
    if (fitting != g) {
      g.storage().recycle();
    }
    return reshown(fitting, new View("view", sizes));
  }

  /// Says that a view, made to compute with, is not held any more, so that it does not keep the
  /// memory of what it shows. Where calls are recorded, the graph holds it.
  public void forget(Tensor view) {
    if (Call.isPlain()) {
      view.storage().forgotten();
    }
  }

  private TensorMeta meta(int i) {
    Edge<Tensor> edge = Objects.requireNonNull(node.edges()[i]);
    return (TensorMeta) edge.meta();
  }
}
