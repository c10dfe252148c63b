package dev.gradus;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options of `backward`.
///
/// @param retainGraph whether the graph keeps its saved values; null means as `createGraph`
/// @param createGraph whether the gradients are recorded, for gradients of gradients
/// @param inputs the tensors to which gradients are added; null means all leaves
public record BackwardOptions(
    @Nullable Boolean retainGraph, boolean createGraph, @Nullable List<Tensor> inputs) {
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
  public static BackwardOptions only(Tensor... inputs) {
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
  public BackwardOptions withInputs(Tensor... only) {
    return new BackwardOptions(retainGraph, createGraph, List.of(only));
  }

  boolean keepsGraph() {
    return retainGraph == null ? createGraph : retainGraph;
  }
}
