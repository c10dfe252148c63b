package dev.gradus.viz;

import dev.gradus.Tensor;
import dev.gradus.graph.Node;
import java.util.List;
import java.util.Map;

/// One node of a graph, as it was when the graph was read.
///
/// @param number its place in the order of reading, from 0
/// @param node the node
/// @param results what each result looks like, such as `float32 [3, 4]`; empty text for one without
///   gradient
/// @param attributes the arguments that are no tensors which the node saved
/// @param brief the arguments that make the operation what it is: numbers and short lists
/// @param kept the tensors that it saved
/// @param place where in the user's code it was made, innermost first; empty outside anomaly mode
/// @param blanks the inputs that have no gradient
/// @param cut how many inputs were left out because the graph is too large
record Item(
    int number,
    Node<Tensor> node,
    List<String> results,
    Map<String, String> attributes,
    String brief,
    List<Kept> kept,
    List<String> place,
    List<Integer> blanks,
    int cut) {

  /// The name without its namespace, as PyTorch prints it.
  String name() {
    String text = node.toString();
    return text.substring(1, text.length() - 1);
  }

  /// The memory that the saved tensors take.
  long bytes() {
    long sum = 0;
    for (Kept k : kept) {
      sum += k.bytes();
    }
    return sum;
  }
}
