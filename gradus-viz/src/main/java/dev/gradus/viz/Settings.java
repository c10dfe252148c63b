package dev.gradus.viz;

import dev.gradus.GradientEdge;
import dev.gradus.GraphPoint;
import dev.gradus.Tensor;
import dev.gradus.memory.Storage;
import java.util.HashMap;
import java.util.Map;

/// What the user chose for a drawing.
///
/// @param title the title
/// @param names names of tensors in the graph, and their elements where they are few
/// @param memories names of memory, for saved tensors that are not in the graph
record Settings(String title, Map<GradientEdge, Named> names, Map<Storage, String> memories) {
  /// The name of a tensor and its elements, if they are few; else empty.
  record Named(String name, String value) {
    static final Named NOT = new Named("", "");
  }

  static final Settings DEFAULT = new Settings("Autograd graph", Map.of(), Map.of());

  Settings withTitle(String text) {
    return new Settings(text, names, memories);
  }

  /// The name of a place in the graph; of a tensor outside of it, that of its memory.
  Settings withName(GraphPoint point, String name) {
    if (point instanceof Tensor t && !t.requiresGrad()) {
      Map<Storage, String> more = new HashMap<>(memories);
      more.put(t.storage(), name);
      return new Settings(title, names, more);
    }
    Map<GradientEdge, Named> more = new HashMap<>(names);
    String value = point instanceof Tensor t ? Values.few(t) : "";
    more.put(SnapshotReader.edge(point), new Named(name, value));
    return new Settings(title, more, memories);
  }
}
