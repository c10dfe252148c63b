package dev.gradus.autograd;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A rearrangement of dimensions, read from text such as `b (h w) -> h w b`: names stand for
/// dimensions, parentheses for dimensions that are one in memory, `...` for all others, `1` for a
/// dimension of one element.
record Rearrange(String pattern, Map<String, Integer> sizes) {
  private static final String REST = "...";

  Tensor apply(Tensor x) {
    int arrow = pattern.indexOf("->");
    if (arrow < 0 || pattern.indexOf("->", arrow + 1) >= 0) {
      throw wrong("the pattern must contain exactly one '->'");
    }
    List<List<String>> left = groups(pattern.substring(0, arrow));
    List<List<String>> right = groups(pattern.substring(arrow + 2));
    List<String> from = names(left);
    checkNames(from, names(right));
    List<Long> lengths = lengths(left, x);
    Tensor split = x.reshape(lengths.stream().mapToLong(Long::longValue).toArray());
    List<String> axes = expanded(from, x.dim() - left.size() + 1);
    List<String> to = expanded(names(right), x.dim() - left.size() + 1);
    int[] order = to.stream().mapToInt(axes::indexOf).toArray();
    Tensor permuted = order.length == 0 ? split : split.permute(order);
    return permuted.reshape(joined(right, permuted, x.dim() - left.size() + 1));
  }

  // --- Reading ---

  private List<List<String>> groups(String side) {
    List<List<String>> all = new ArrayList<>();
    List<String> open = null;
    for (String token : side.replace("(", " ( ").replace(")", " ) ").strip().split("\\s+")) {
      switch (token) {
        case "" -> {}
        case "(" -> {
          if (open != null) {
            throw wrong("parentheses do not nest");
          }
          open = new ArrayList<>();
          all.add(open);
        }
        case ")" -> {
          if (open == null) {
            throw wrong("a parenthesis is closed that is not open");
          }
          open = null;
        }
        case "1" -> {
          if (open == null) {
            all.add(List.of());
          }
        }
        default -> {
          checkName(token, open != null);
          if (open == null) {
            all.add(List.of(token));
          } else {
            open.add(token);
          }
        }
      }
    }
    if (open != null) {
      throw wrong("a parenthesis is not closed");
    }
    return all;
  }

  private void checkName(String token, boolean inside) {
    boolean rest = token.equals(REST);
    if (rest && inside || !rest && !token.matches("[A-Za-z]\\w*")) {
      throw wrong("'" + token + "' is no name of a dimension" + (inside ? " in parentheses" : ""));
    }
  }

  private static List<String> names(List<List<String>> groups) {
    return groups.stream().flatMap(List::stream).toList();
  }

  private void checkNames(List<String> from, List<String> to) {
    Set<String> a = new TreeSet<>(from);
    Set<String> b = new TreeSet<>(to);
    if (a.size() != from.size() || b.size() != to.size()) {
      throw wrong("a name stands twice on one side");
    }
    if (!a.equals(b)) {
      throw wrong("the sides name different dimensions: " + a + " and " + b);
    }
    for (String name : sizes.keySet()) {
      if (!a.contains(name)) {
        throw wrong("a size is given for '" + name + "', which does not occur");
      }
    }
  }

  // --- Sizes ---

  private List<Long> lengths(List<List<String>> left, Tensor x) {
    boolean rest = names(left).contains(REST);
    int others = x.dim() - left.size() + (rest ? 1 : 0);
    if (others < 0 || !rest && others != 0) {
      throw wrong("the left side has " + left.size() + " dimensions, the tensor " + x.dim());
    }
    List<Long> all = new ArrayList<>();
    int d = 0;
    for (List<String> group : left) {
      if (group.equals(List.of(REST))) {
        for (int i = 0; i < others; i++) {
          all.add(x.size(d++));
        }
      } else {
        all.addAll(parts(group, x.size(d++)));
      }
    }
    return all;
  }

  private List<Long> parts(List<String> group, long size) {
    long known = 1;
    int unknown = 0;
    for (String name : group) {
      Integer given = sizes.get(name);
      known *= given == null ? 1 : given;
      unknown += given == null ? 1 : 0;
    }
    boolean fits = unknown == 0 ? known == size : unknown == 1 && known > 0 && size % known == 0;
    if (!fits) {
      throw wrong("a dimension of size " + size + " cannot be taken apart as " + group + sizes);
    }
    List<Long> all = new ArrayList<>();
    for (String name : group) {
      Integer given = sizes.get(name);
      all.add(given == null ? size / known : (long) given);
    }
    return all;
  }

  // Names as they are, the rest as so many names of its own.
  private static List<String> expanded(List<String> names, int rest) {
    List<String> all = new ArrayList<>();
    for (String name : names) {
      if (name.equals(REST)) {
        for (int i = 0; i < rest; i++) {
          all.add(REST + i);
        }
      } else {
        all.add(name);
      }
    }
    return all;
  }

  private static long[] joined(List<List<String>> right, Tensor x, int rest) {
    List<Long> all = new ArrayList<>();
    int d = 0;
    for (List<String> group : right) {
      if (group.equals(List.of(REST))) {
        for (int i = 0; i < rest; i++) {
          all.add(x.size(d++));
        }
      } else {
        long product = 1;
        for (int i = 0; i < group.size(); i++) {
          product *= x.size(d++);
        }
        all.add(product);
      }
    }
    return all.stream().mapToLong(Long::longValue).toArray();
  }

  private GradusArgumentException wrong(String what) {
    return new GradusArgumentException(
        "rearrange: "
            + what
            + "; the pattern is \""
            + pattern
            + "\". Write names of dimensions, (…), ... and 1, as in \"b (h w) -> h w b\".");
  }
}
