package dev.gradus;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of `backward`.
///
/// @param retainGraph whether the graph keeps its saved values; null means as `createGraph`
/// @param createGraph whether the gradients are recorded, for gradients of gradients
/// @param inputs the tensors, or edges that stand for them, to which gradients are added; null
///   means all leaves
public record BackwardOptions(
    @Nullable Boolean retainGraph,
    boolean createGraph,
    @Nullable List<? extends GraphPoint> inputs) {
  /// Frees the graph, records nothing, all leaves.
  public static final BackwardOptions DEFAULT = new BackwardOptions(null, false, null);

  /// Keeps the graph for another backward.
  public static BackwardOptions retaining() {
    return DEFAULT.withRetainGraph(true);
  }

  /// Records the gradients.
  public static BackwardOptions creating() {
    return DEFAULT.withCreateGraph(true);
  }

  /// Only these tensors receive gradients.
  public static BackwardOptions only(GraphPoint... inputs) {
    return DEFAULT.withInputs(inputs);
  }

  /// With another `retainGraph`.
  public BackwardOptions withRetainGraph(boolean b) {
    return new BackwardOptions(b, createGraph, inputs);
  }

  /// With another `createGraph`.
  public BackwardOptions withCreateGraph(boolean b) {
    return new BackwardOptions(retainGraph, b, inputs);
  }

  /// With other inputs.
  public BackwardOptions withInputs(GraphPoint... only) {
    return new BackwardOptions(retainGraph, createGraph, List.of(only));
  }

  /// With named inputs, whose names do not matter.
  public BackwardOptions withInputs(Map<String, ? extends GraphPoint> only) {
    return new BackwardOptions(retainGraph, createGraph, List.copyOf(only.values()));
  }

  boolean keepsGraph() {
    return retainGraph == null ? createGraph : retainGraph;
  }
}
