package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.graph.Edge;
import dev.gradus.graph.Wanted;
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

  private TensorMeta meta(int i) {
    Edge<Tensor> edge = Objects.requireNonNull(node.edges()[i]);
    return (TensorMeta) edge.meta();
  }
}
