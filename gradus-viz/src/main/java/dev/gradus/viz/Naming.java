package dev.gradus.viz;

import dev.gradus.AccumulateGrad;
import dev.gradus.GradientEdge;
import dev.gradus.memory.Storage;
import dev.gradus.viz.Settings.Named;
import java.util.HashMap;
import java.util.Map;

/// The names of tensors in a drawing.
final class Naming {
  private final Settings settings;
  private final Map<Storage, String> memories = new HashMap<>();

  Naming(Snapshot graph, Settings settings) {
    this.settings = settings;
    memories.putAll(settings.memories());
    for (Item item : graph.items()) {
      if (item.node() instanceof AccumulateGrad leaf) {
        String name = given(item, 0);
        if (!name.isEmpty()) {
          memories.putIfAbsent(leaf.variable().storage(), name);
        }
      }
    }
  }

  /// The name that a result was given, or nothing.
  String given(Item item, int resultNr) {
    return named(item, resultNr).name();
  }

  /// The elements of a result that was given a name, if they are few, or nothing.
  String value(Item item, int resultNr) {
    return named(item, resultNr).value();
  }

  private Named named(Item item, int resultNr) {
    return item.results().get(resultNr).isEmpty()
        ? Named.NOT
        : settings.names().getOrDefault(GradientEdge.of(item.node(), resultNr), Named.NOT);
  }

  /// The name of a saved tensor: that of the memory it shows, or nothing.
  String of(Kept kept) {
    var reference = kept.memory();
    Storage memory = reference == null ? null : reference.get();
    return memory == null ? "" : memories.getOrDefault(memory, "");
  }
}
