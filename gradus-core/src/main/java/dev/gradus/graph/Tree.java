package dev.gradus.graph;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// A graph as indented text. A node that several others lead to is shown once, with a number by
/// which the other places refer to it.
final class Tree<V> {
  private final Node<V> root;
  private final int limit;
  private final IdentityHashMap<Node<V>, Integer> users = new IdentityHashMap<>();
  private final IdentityHashMap<Node<V>, Integer> numbers = new IdentityHashMap<>();
  private final StringBuilder out = new StringBuilder();

  /// One line to come; a null node is an input without gradient.
  private record Line<V>(@Nullable Node<V> node, int resultNr, String indent, Place place) {}

  private enum Place {
    ROOT(""),
    INNER("├─ "),
    LAST("└─ ");

    final String mark;

    Place(String mark) {
      this.mark = mark;
    }

    String below(String indent) {
      return switch (this) {
        case ROOT -> indent;
        case INNER -> indent + "│  ";
        case LAST -> indent + "   ";
      };
    }
  }

  Tree(Node<V> root, int limit) {
    this.root = root;
    this.limit = limit;
  }

  String text() {
    countUsers();
    int shown = 0;
    ArrayDeque<Line<V>> open = new ArrayDeque<>();
    open.push(new Line<>(root, 0, "", Place.ROOT));
    while (!open.isEmpty() && shown < limit) {
      Line<V> line = open.pop();
      Node<V> node = line.node;
      if (append(line) && node != null) {
        shown++;
        pushInputs(node, line, open);
      }
    }
    int left = users.size() - shown;
    if (left > 0) {
      out.append("… and ").append(left).append(" more; tree(n) shows the first n.\n");
    }
    return out.toString();
  }

  // Without recursion: a graph may be a million nodes deep.
  private void countUsers() {
    ArrayDeque<Node<V>> open = new ArrayDeque<>();
    users.put(root, 0);
    open.push(root);
    while (!open.isEmpty()) {
      for (Edge<V> e : open.pop().edges()) {
        if (e != null && users.merge(e.node(), 1, Integer::sum) == 1) {
          open.push(e.node());
        }
      }
    }
  }

  private void pushInputs(Node<V> node, Line<V> line, ArrayDeque<Line<V>> open) {
    @Nullable Edge<V>[] edges = node.edges();
    String indent = line.place.below(line.indent);
    for (int i = edges.length - 1; i >= 0; i--) {
      Edge<V> e = edges[i];
      open.push(
          new Line<>(
              e == null ? null : e.node(),
              e == null ? 0 : e.inputNr(),
              indent,
              i == edges.length - 1 ? Place.LAST : Place.INNER));
    }
  }

  /// Writes the line; false if what is below the node has been shown already.
  private boolean append(Line<V> line) {
    out.append(line.indent).append(line.place.mark);
    Node<V> node = line.node;
    if (node == null) {
      out.append("no gradient\n");
      return false;
    }
    String name = node.toString();
    out.append(name, 1, name.length() - 1);
    if (node.outputs() > 1) {
      out.append(", result ").append(line.resultNr);
    }
    Integer number = numbers.get(node);
    if (number != null) {
      out.append(" #").append(number).append(", see above\n");
      return false;
    }
    if (users.getOrDefault(node, 0) > 1) {
      numbers.put(node, numbers.size() + 1);
      out.append(" #").append(numbers.size());
    }
    String details = node.details();
    if (!details.isEmpty()) {
      out.append("  ").append(details);
    }
    out.append('\n');
    return true;
  }
}
