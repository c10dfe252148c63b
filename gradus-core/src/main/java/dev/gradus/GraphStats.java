package dev.gradus;

import dev.gradus.graph.Edge;
import dev.gradus.graph.Node;
import dev.gradus.memory.Storage;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// What a recorded graph holds.
///
/// Memory is counted once, however many saved tensors show it. What hooks packed
/// ([SavedTensorHooks]) is not counted: the graph does not know its size.
///
/// @param nodes the nodes, those of leaves included
/// @param leaves the nodes of leaves
/// @param edges the connections between nodes
/// @param savedTensors how many tensors the nodes keep
/// @param savedBytes the memory of these
/// @param leafBytes the part of it that belongs to the graph's leaves, which would be there without
///   the graph
public record GraphStats(
    int nodes, int leaves, int edges, int savedTensors, long savedBytes, long leafBytes) {

  /// Counts the graph that some tensors have behind them; a part that they share is counted once.
  public static GraphStats of(GraphPoint... roots) {
    Count count = new Count();
    for (GraphPoint p : roots) {
      count.add(
          switch (p) {
            case GradientEdge e -> e.edge();
            case Tensor t -> t.gradientEdge();
          });
    }
    return count.result();
  }

  /// A line such as `5 nodes (1 leaf), 6 edges, 3 saved tensors of 72 bytes`.
  @Override
  public String toString() {
    return counted(nodes, "node")
        + " ("
        + (leaves == 1 ? "1 leaf" : leaves + " leaves")
        + "), "
        + counted(edges, "edge")
        + ", "
        + counted(savedTensors, "saved tensor")
        + " of "
        + counted(savedBytes, "byte")
        + (leafBytes == 0 ? "" : ", " + leafBytes + " of them of leaves");
  }

  private static String counted(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }

  /// A walk over the graph, without recursion: it may be a million nodes deep.
  private static final class Count {
    private final Set<Node<Tensor>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Storage> storages = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Storage> ofLeaves = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayDeque<Node<Tensor>> open = new ArrayDeque<>();
    private int leaves;
    private int edges;
    private int saved;

    void add(@org.jspecify.annotations.Nullable Edge<Tensor> root) {
      if (root != null) {
        meet(root.node());
      }
      while (!open.isEmpty()) {
        Node<Tensor> node = open.pop();
        look(node);
        for (Edge<Tensor> e : node.edges()) {
          if (e != null) {
            edges++;
            meet(e.node());
          }
        }
      }
    }

    private void meet(Node<Tensor> node) {
      if (seen.add(node)) {
        open.push(node);
      }
    }

    private void look(Node<Tensor> node) {
      if (node instanceof AccumulateGrad leaf) {
        leaves++;
        ofLeaves.add(leaf.variable().storage());
      }
      for (SavedTensor s : Gradus.savedTensors(node)) {
        saved++;
        Tensor t = s.held();
        if (t != null) {
          storages.add(t.storage());
        }
      }
    }

    GraphStats result() {
      long bytes = 0;
      long ofThem = 0;
      for (Storage s : storages) {
        bytes += bytes(s);
        ofThem += ofLeaves.contains(s) ? bytes(s) : 0;
      }
      return new GraphStats(seen.size(), leaves, edges, saved, bytes, ofThem);
    }

    private static long bytes(Storage s) {
      return s.slots() * (long) s.slotBytes();
    }
  }
}
