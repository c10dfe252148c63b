package dev.gradus;

/// PyTorch's names of nodes.
final class NodeNames {
  private NodeNames() {}

  /// The name of the operation that a node belongs to: `ExpBackward0` is `Exp`.
  static String forward(String node) {
    String name = node.substring(node.lastIndexOf(':') + 1);
    int at = name.indexOf("Backward");
    return at < 0 ? name : name.substring(0, at);
  }

  /// The operation's name in camel case, `Backward`, and the number of the overload.
  static String of(String name, int overload) {
    StringBuilder out = new StringBuilder(name.length() + 10);
    boolean upper = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_' || c == '.') {
        upper = true;
      } else {
        out.append(upper ? Character.toUpperCase(c) : c);
        upper = Character.isDigit(c);
      }
    }
    return out.append("Backward").append(overload).toString();
  }
}
