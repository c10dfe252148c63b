package dev.gradus.viz;

import dev.gradus.Tensor;
import dev.gradus.graph.Handle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The gradients that went through a graph, as hooks on its nodes saw them: those of the last pass
/// that came by.
final class Watch {
  private final List<Handle> handles = new ArrayList<>();
  private final Map<Place, Gradient> onEdges = new HashMap<>();
  private final Map<Place, Gradient> atResults = new HashMap<>();

  /// Input `nr` of an item, or its result `nr`.
  private record Place(int item, int nr) {}

  private Watch() {}

  /// Hooks to all nodes.
  static Watch of(Snapshot graph) {
    Watch watch = new Watch();
    Map<Place, Link> links = new HashMap<>();
    for (Link link : graph.links()) {
      links.put(new Place(link.to(), link.inputNr()), link);
    }
    for (Item item : graph.items()) {
      watch.handles.add(
          item.node()
              .registerHook(
                  (produced, incoming) -> watch.saw(item.number(), links, produced, incoming)));
    }
    return watch;
  }

  private synchronized @Nullable Tensor @Nullable [] saw(
      int item, Map<Place, Link> links, @Nullable Tensor[] produced, @Nullable Tensor[] incoming) {
    for (int k = 0; k < incoming.length; k++) {
      Tensor g = incoming[k];
      if (g != null) {
        atResults.put(new Place(item, k), Gradient.of(g));
      }
    }
    for (int i = 0; i < produced.length; i++) {
      Place place = new Place(item, i);
      Link link = links.get(place);
      Tensor g = produced[i];
      if (link != null && g != null) {
        onEdges.put(place, Gradient.of(g, link.sizes()));
      }
    }
    return null;
  }

  /// What an item gave to its input, or null if nothing was seen.
  synchronized @Nullable Gradient onEdge(int item, int inputNr) {
    return onEdges.get(new Place(item, inputNr));
  }

  /// What arrived at a result of an item in all, or null if nothing was seen.
  synchronized @Nullable Gradient atResult(int item, int resultNr) {
    return atResults.get(new Place(item, resultNr));
  }

  /// Takes the hooks away; what was seen stays.
  void stop() {
    handles.forEach(Handle::close);
    handles.clear();
  }
}
