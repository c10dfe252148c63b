package dev.gradus;

import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Edge;
import dev.gradus.graph.Node;
import dev.gradus.shape.Sizes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A tensor kept for a gradient, with the version it had.
///
/// An input is kept as the object itself; a result without its history, which is put back when it
/// is read: its node is the one that keeps it.
final class SavedTensor {
  private final Tensor tensor;
  private final int version;
  private final int outputNr;
  private final AtomicBoolean held;

  private static final AtomicBoolean NOT_HELD = new AtomicBoolean();

  /// Keeps an input, or with `outputNr ≥ 0` a result.
  SavedTensor(Tensor tensor, int outputNr) {
    this.tensor = outputNr < 0 ? tensor : tensor.aliasWithoutHistory();
    this.version = tensor.versionValue();
    this.outputNr = outputNr;
    this.held = tensor.storage().hold() ? new AtomicBoolean(true) : NOT_HELD;
  }

  /// Notes that the gradient will not read it any more.
  void release() {
    if (held != NOT_HELD && held.compareAndSet(true, false)) {
      tensor.storage().release();
    }
  }

  /// The tensor, if its memory has not been changed since.
  Tensor unpack(Node<Tensor> node) {
    if (tensor.versionValue() != version) {
      throw new GradusStateException(changed(node));
    }
    if (outputNr < 0) {
      return tensor;
    }
    Tensor result = tensor.aliasWithoutHistory();
    result.setEdge(new Edge<>(node, outputNr, tensor.meta()));
    return result;
  }

  private String changed(Node<Tensor> node) {
    Node<Tensor> made = outputNr >= 0 ? node : gradFnOrNull(tensor);
    StringBuilder text =
        new StringBuilder(
                "one of the variables needed for gradient computation has been modified by an inplace operation: [")
            .append("torch.")
            .append(tensor.dtype().scalarName())
            .append("Tensor ")
            .append(Sizes.text(tensor.layout().sizes()))
            .append(']');
    if (made != null) {
      int nr = outputNr >= 0 ? outputNr : tensor.outputNr();
      text.append(", which is output ")
          .append(nr)
          .append(" of ")
          .append(NodeNames.forward(made.name()))
          .append(',');
    }
    text.append(" is at version ")
        .append(tensor.versionValue())
        .append("; expected version ")
        .append(version)
        .append(
            " instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).")
        .append("\nSaved by ")
        .append(NodeNames.forward(node.name()));
    String by = tensor.changedBy();
    if (by != null) {
      text.append(", changed last by ").append(by);
    }
    return text.append(". Use the operation without underscore, or change a clone().").toString();
  }

  private static @Nullable Node<Tensor> gradFnOrNull(Tensor t) {
    return t.gradFn();
  }
}
