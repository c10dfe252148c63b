package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.graph.Edge;
import dev.gradus.graph.Node;

/// A place in the recorded graph that stands for a tensor, without keeping its values: result
/// `outputNr` of `node`.
///
/// Made by [Gradus#getGradientEdge]; taken by `backward` and `grad` wherever they take tensors.
///
/// **Source**: torch.autograd.graph.GradientEdge.
public final class GradientEdge implements GraphPoint {
  private final Edge<Tensor> edge;

  GradientEdge(Edge<Tensor> edge) {
    this.edge = edge;
  }

  /// The edge of result `outputNr` of a node.
  ///
  /// **Errors**: the node has no such result.
  public static GradientEdge of(Node<Tensor> node, int outputNr) {
    if (outputNr < 0 || outputNr >= node.outputs()) {
      throw new GradusArgumentException(
          "GradientEdge: "
              + node.name()
              + " has "
              + node.outputs()
              + " results; there is no number "
              + outputNr
              + ".");
    }
    Object meta = node.resultMeta(outputNr);
    if (meta == null) {
      throw new GradusArgumentException(
          "GradientEdge: result "
              + outputNr
              + " of "
              + node.name()
              + " has no gradient; take the edge of another result.");
    }
    return new GradientEdge(new Edge<>(node, outputNr, meta));
  }

  /// The node.
  public Node<Tensor> node() {
    return edge.node();
  }

  /// Which of the node's results.
  public int outputNr() {
    return edge.inputNr();
  }

  /// The sizes of the tensor.
  public long[] shape() {
    return meta().sizes().clone();
  }

  /// The dtype of the tensor.
  public DType dtype() {
    return meta().dtype();
  }

  TensorMeta meta() {
    return (TensorMeta) edge.meta();
  }

  Edge<Tensor> edge() {
    return edge;
  }

  /// Two edges are equal that lead to the same place.
  @Override
  public boolean equals(Object other) {
    return other instanceof GradientEdge e && e.node() == node() && e.outputNr() == outputNr();
  }

  @Override
  public int hashCode() {
    return 31 * System.identityHashCode(node()) + outputNr();
  }

  /// As PyTorch prints it.
  @Override
  public String toString() {
    return "GradientEdge(node=" + node() + ", output_nr=" + outputNr() + ")";
  }
}
