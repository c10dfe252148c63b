package dev.gradus.viz;

import dev.gradus.GraphPoint;
import dev.gradus.GraphStats;
import java.util.List;

/// A graph as it was when it was read: what nodes save is gone after backward.
///
/// @param items the nodes that are drawn; each stands after those that use its results
/// @param links the connections between them
/// @param roots what the drawing starts from
/// @param stats the whole graph in numbers, nodes that are not drawn included
record Snapshot(List<Item> items, List<Link> links, List<Root> roots, GraphStats stats) {

  /// Reads the graph behind some tensors, of large graphs the latest so many nodes.
  static Snapshot of(List<GraphPoint> points, int limit) {
    return new SnapshotReader(limit).read(points);
  }

  /// How many nodes are not drawn.
  int left() {
    return stats.nodes() - items.size();
  }
}
