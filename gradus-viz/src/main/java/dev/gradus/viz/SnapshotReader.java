package dev.gradus.viz;

import dev.gradus.AccumulateGrad;
import dev.gradus.GradientEdge;
import dev.gradus.Gradus;
import dev.gradus.GraphPoint;
import dev.gradus.GraphStats;
import dev.gradus.SavedTensor;
import dev.gradus.Tensor;
import dev.gradus.graph.Edge;
import dev.gradus.graph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Reads a graph from its roots on, without recursion: it may be a million nodes deep.
final class SnapshotReader {
  private final int limit;
  private final IdentityHashMap<Node<Tensor>, Integer> numbers = new IdentityHashMap<>();
  private final List<Node<Tensor>> nodes = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();

  SnapshotReader(int limit) {
    this.limit = limit;
  }

  Snapshot read(List<GraphPoint> points) {
    choose(points);
    List<Item> items = new ArrayList<>(nodes.size());
    for (Node<Tensor> node : nodes) {
      items.add(item(node));
    }
    List<Root> roots = new ArrayList<>();
    for (GraphPoint p : points) {
      GradientEdge e = edge(p);
      Integer number = numbers.get(e.node());
      if (number != null) {
        roots.add(
            Root.of(
                number,
                e.outputNr(),
                Values.form(e.shape(), e.dtype()),
                p instanceof Tensor t ? t : null));
      }
    }
    return new Snapshot(
        List.copyOf(items),
        List.copyOf(links),
        List.copyOf(roots),
        GraphStats.of(points.toArray(GraphPoint[]::new)));
  }

  static GradientEdge edge(GraphPoint point) {
    return switch (point) {
      case Tensor t -> Gradus.getGradientEdge(t);
      case GradientEdge e -> e;
    };
  }

  // The latest nodes are taken: with a limit, that is the end of the program. A leaf counts as
  // later than everything, so it is taken as soon as a node that uses it is.
  private void choose(List<GraphPoint> points) {
    PriorityQueue<Node<Tensor>> open =
        new PriorityQueue<>(Comparator.comparingLong((Node<Tensor> n) -> n.sequence()).reversed());
    IdentityHashMap<Node<Tensor>, Boolean> met = new IdentityHashMap<>();
    for (GraphPoint p : points) {
      meet(edge(p).node(), met, open);
    }
    while (!open.isEmpty() && nodes.size() < limit) {
      Node<Tensor> node = open.remove();
      numbers.put(node, nodes.size());
      nodes.add(node);
      for (@Nullable Edge<Tensor> e : node.edges()) {
        if (e != null) {
          meet(e.node(), met, open);
        }
      }
    }
  }

  private static void meet(
      Node<Tensor> node,
      IdentityHashMap<Node<Tensor>, Boolean> met,
      PriorityQueue<Node<Tensor>> open) {
    if (met.put(node, true) == null) {
      open.add(node);
    }
  }

  private Item item(Node<Tensor> node) {
    int number = numbers.getOrDefault(node, -1);
    List<Integer> blanks = new ArrayList<>();
    int cut = 0;
    @Nullable Edge<Tensor>[] edges = node.edges();
    for (int i = 0; i < edges.length; i++) {
      Edge<Tensor> e = edges[i];
      if (e == null) {
        blanks.add(i);
      } else if (!link(e, number, i)) {
        cut++;
      }
    }
    return new Item(
        number,
        node,
        results(node),
        Arguments.all(node),
        Arguments.brief(node),
        kept(node),
        List.copyOf(Gradus.forwardTrace(node)),
        List.copyOf(blanks),
        cut);
  }

  private boolean link(Edge<Tensor> e, int to, int inputNr) {
    Integer from = numbers.get(e.node());
    if (from == null) {
      return false;
    }
    GradientEdge seen = GradientEdge.of(e.node(), e.inputNr());
    long[] sizes = seen.shape();
    links.add(new Link(from, e.inputNr(), to, inputNr, sizes, Values.form(sizes, seen.dtype())));
    return true;
  }

  private static List<String> results(Node<Tensor> node) {
    List<String> all = new ArrayList<>();
    for (int k = 0; k < node.outputs(); k++) {
      if (node.resultMeta(k) == null) {
        all.add("");
      } else {
        GradientEdge e = GradientEdge.of(node, k);
        all.add(Values.form(e.shape(), e.dtype()));
      }
    }
    return List.copyOf(all);
  }

  private static List<Kept> kept(Node<Tensor> node) {
    List<Kept> all = new ArrayList<>();
    if (!(node instanceof AccumulateGrad)) {
      Gradus.savedAttributes(node)
          .forEach((name, value) -> {
            if (value instanceof SavedTensor saved) {
              all.add(Kept.of(name, saved));
            }
          });
    }
    return List.copyOf(all);
  }
}
