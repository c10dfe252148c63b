package dev.gradus.graph;

/// Where a gradient goes: input `inputNr` of `node`, which is output `inputNr` of its operation.
///
/// @param node the node that receives the gradient
/// @param inputNr which of its inputs
/// @param meta what the space needs to make a gradient fit (for tensors: sizes and dtype)
public record Edge<V>(Node<V> node, int inputNr, Object meta) {
  /// As PyTorch prints an entry of `next_functions`: `(<MulBackward0>, 0)`.
  @Override
  public String toString() {
    return "(" + node + ", " + inputNr + ")";
  }
}
