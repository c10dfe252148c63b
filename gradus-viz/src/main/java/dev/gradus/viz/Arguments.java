package dev.gradus.viz;

import dev.gradus.AccumulateGrad;
import dev.gradus.Gradus;
import dev.gradus.SavedTensor;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.graph.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The arguments that a node saved and that are not tensors in the graph.
final class Arguments {
  private static final int ENTRIES = 2;
  private static final int LONGEST = 14;

  // How our operations tell their variants apart.
  private static final Set<String> INTERNAL = Set.of("name", "overload");

  private Arguments() {}

  /// All of them as texts, by name.
  static Map<String, String> all(Node<Tensor> node) {
    Map<String, String> all = new LinkedHashMap<>();
    raw(node)
        .forEach((name, value) -> {
          String text = Values.argument(value);
          if (!text.isEmpty()) {
            all.put(name, text);
          }
        });
    return all;
  }

  /// The first of those that make the operation what it is: numbers, short texts and lists.
  static String brief(Node<Tensor> node) {
    StringBuilder out = new StringBuilder();
    int entries = 0;
    for (Map.Entry<String, Object> e : raw(node).entrySet()) {
      String text = Values.argument(e.getValue());
      if (tells(e, text) && text.length() <= LONGEST && entries < ENTRIES) {
        out.append(entries++ == 0 ? "" : ", ").append(e.getKey()).append('=').append(text);
      }
    }
    return Values.clipped(out.toString(), 40);
  }

  // Form and dtype stand in the box anyway, and a factor of 1 is none.
  private static boolean tells(Map.Entry<String, Object> e, String text) {
    return !(e.getValue() instanceof Tensor || e.getValue() instanceof DType)
        && !text.isEmpty()
        && !text.equals("false")
        && !text.equals("[]")
        && !(e.getKey().equals("alpha") && text.equals("1"));
  }

  private static Map<String, Object> raw(Node<Tensor> node) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (!(node instanceof AccumulateGrad)) {
      all.putAll(Gradus.savedAttributes(node));
      all.values().removeIf(v -> v instanceof SavedTensor);
      all.keySet().removeAll(INTERNAL);
    }
    return all;
  }
}
