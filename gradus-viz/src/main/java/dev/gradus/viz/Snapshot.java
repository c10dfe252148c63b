package dev.gradus.viz;

import dev.gradus.GradientEdge;
import dev.gradus.GraphPoint;
import dev.gradus.GraphStats;
import dev.gradus.Tensor;
import dev.gradus.graph.Node;
import java.util.List;
import java.util.Map;

/// A graph as it was when it was read: what nodes save is gone after backward.
///
/// @param items the nodes that are drawn; each stands after those that use its results
/// @param links the connections between them
/// @param roots what the drawing starts from
/// @param numbers the items' numbers by node
/// @param stats the whole graph in numbers, nodes that are not drawn included
record Snapshot(
    List<Item> items,
    List<Link> links,
    List<Root> roots,
    Map<Node<Tensor>, Integer> numbers,
    GraphStats stats) {

  /// Reads the graph behind some tensors, of large graphs the latest so many nodes.
  static Snapshot of(List<GraphPoint> points, int limit) {
    return new SnapshotReader(limit).read(points);
  }

  /// The number of the item that stands for a tensor, or -1 if it is not drawn.
  int numberOf(GradientEdge edge) {
    return numbers.getOrDefault(edge.node(), -1);
  }

  /// How many nodes are not drawn.
  int left() {
    return stats.nodes() - items.size();
  }
}
