package dev.gradus.viz;

import dev.gradus.AccumulateGrad;
import dev.gradus.Gradus;
import dev.gradus.SavedTensor;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The arguments that a node saved and that are not tensors in the graph.
final class Arguments {
  private static final int ENTRIES = 3;
  private static final int LONGEST = 36;

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

  /// Those that make the operation what it is, if they are few and short.
  static String brief(Node<Tensor> node) {
    List<String> telling = new ArrayList<>();
    for (Map.Entry<String, Object> e : raw(node).entrySet()) {
      String text = Values.argument(e.getValue());
      if (tells(e, text)) {
        telling.add(e.getKey() + "=" + text);
      }
    }
    String all = telling.size() > ENTRIES ? "" : String.join(", ", telling);
    return all.length() > LONGEST ? "" : all;
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
